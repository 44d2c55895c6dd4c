/** Why a body became no record, in words. */
import { useTranslation } from '../i18n/useTranslation';
import type { ProblemDocument } from '../api/types';
import { Banner } from '../ui/States/States';

export function Problem({ problem }: { problem: Record<string, unknown> | null }) {
  const { t } = useTranslation();
  const document = problem as ProblemDocument | null;
  const errors = document?.errors ?? [];
  return (
    <Banner tone="bad" title={t('intakes.wouldKeep')}>
      {errors.length > 0 ? errors.map((one, at) => <div key={at}>{one.detail ?? one.title}</div>) : (document?.detail ?? document?.title)}
    </Banner>
  );
}
