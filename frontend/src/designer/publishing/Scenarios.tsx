/** The app's scenarios, run as the drafts would have it before they hold: how far, and which do not hold and why. */
import { useState } from 'react';
import { useRunScenarios, type Doc } from '../../api/drafts';
import { useOperation } from '../../api/operations';
import { useTranslation } from '../../i18n/useTranslation';
import { localized, type Localized } from '../../lib/localized';
import { Button } from '../../ui/Button/Button';
import { Progress } from '../../ui/Progress/Progress';
import { Banner } from '../../ui/States/States';
import { Verdict } from '../../ui/Verdict/Verdict';
import styles from '../designer.module.css';

interface Result extends Doc {
  run: number;
  failed: { title: Localized; problem: Localized }[];
}

export function Scenarios({ app, count }: { app: string; count: number }) {
  const { t } = useTranslation();
  const run = useRunScenarios(app);
  const [operation, setOperation] = useState<string | null>(null);
  const found = useOperation(operation).data;
  const result = found?.state === 'done' ? (found.result as Result) : null;
  const failed = result?.failed ?? [];
  const running = run.isPending || (operation !== null && found?.state !== 'done' && found?.state !== 'failed');
  return (
    <section aria-label={t('designer.scenarios.title')}>
      <h3>{t('designer.scenarios.title')}</h3>
      {!running && !result && (
        <p className={styles.impact}>
          <Button size="small" icon="play" onClick={() => run.mutate(undefined, { onSuccess: setOperation })}>
            {t('designer.scenarios.run', { count })}
          </Button>
          <span className={styles.hint}>{t('designer.scenarios.about')}</span>
        </p>
      )}
      {running && <Progress done={found?.done ?? 0} total={found?.total || count} label={found?.label ?? t('designer.scenarios.begins')} />}
      {run.isError && <Banner tone="bad" title={run.error.message} />}
      {found?.state === 'failed' && <Banner tone="bad" title={found.problem?.detail ?? t('designer.scenarios.broken')} />}
      {result && (
        <div role="status">
          <Verdict kind={failed.length > 0 ? 'bad' : 'good'}>{failed.length > 0 ? t('designer.scenarios.failed', { count: failed.length, run: result.run }) : t('designer.scenarios.passed', { count: result.run })}</Verdict>
          <ul>
            {failed.map((one) => (
              <li key={localized(one.problem)}>{localized(one.problem)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
