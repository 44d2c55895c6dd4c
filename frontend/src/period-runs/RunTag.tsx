/** How far a run is, as a word. */
import { useTranslation } from '../i18n/useTranslation';
import type { Schemas } from '../api/types';
import { Tag } from '../ui/Tag/Tag';

const TONES = { calculating: 'indigo', ready: 'warning', writing: 'indigo', done: 'good', discarded: 'line', superseded: 'line', failed: 'bad' } as const;

export function RunTag({ run }: { run: Schemas['PeriodRun'] }) {
  const { t } = useTranslation();
  const failed = run.state === 'done' && run.counts.failed + run.counts.unwritten > 0;
  return <Tag tone={failed ? 'bad' : TONES[run.state]}>{failed ? t('periodRuns.someFailed', { number: run.counts.failed + run.counts.unwritten }) : t(`periodRuns.states.${run.state}`)}</Tag>;
}
