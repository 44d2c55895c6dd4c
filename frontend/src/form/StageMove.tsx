/** A stage moved on from the page that shows the record: one write, and what was said to it. */
import { useTranslation } from '../i18n/useTranslation';
import { useChangeRecord } from '../api/records';
import type { FormInfo, RecordItem } from '../api/types';
import { Problem } from '../lib/problems';
import { Button } from '../ui/Button/Button';
import { Banner } from '../ui/States/States';

export function useStageMove(form: FormInfo, record: RecordItem) {
  const change = useChangeRecord(form.app, form.key);
  const { id, revision } = record;
  return {
    /** Null while one is under way. */
    move: change.isPending ? null : (field: string, stage: string) => change.mutate({ id, revision, values: { [field]: stage } }),
    error: change.error,
    confirm: (confirmed: string[]) => change.variables && change.mutate({ ...change.variables, revision, confirmed }),
  };
}

export function StageMoveNote({ error, confirm }: Pick<ReturnType<typeof useStageMove>, 'error' | 'confirm'>) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = error instanceof Problem ? error : null;
  if (problem?.code === 'checks.unconfirmed') {
    const { sentences, checks } = problem.warnings;
    return (
      <Banner
        tone="warning"
        title={t('form.warned.title', { count: sentences.length })}
        actions={
          <Button size="small" onClick={() => confirm(checks)}>
            {t('form.warned.confirm')}
          </Button>
        }
      >
        {sentences.join(' ')}
      </Banner>
    );
  }
  const sentences = problem ? [...Object.values(problem.fieldErrors), ...problem.formErrors] : [];
  return (
    <Banner tone="bad" title={t('form.trouble.refused')}>
      {sentences.join(' ') || error.message}
    </Banner>
  );
}
