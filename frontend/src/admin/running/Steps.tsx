/** The steps of one workflow: how many stand at each, and how long runs usually stay there. */
import { useTranslation } from '../../i18n/useTranslation';
import { useRunningSteps, type RunningWorkflow } from '../../api/running';
import { ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { Count, CountHeads } from './Count';
import { secondsText } from './figures';
import styles from './Running.module.css';

interface Props {
  of: RunningWorkflow;
  chosen?: string;
  onOpen: (node: string, state?: string) => void;
}

export function Steps({ of, chosen, onOpen }: Props) {
  const { t } = useTranslation();
  const found = useRunningSteps(of.app, of.workflow);
  return (
    <section className={styles.part}>
      <h2>{[of.title, t('running.steps')].join(' · ')}</h2>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={4} line={40} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('running.step')}</th>
              <CountHeads />
              <th scope="col" className={styles.number}>
                {t('running.stay')}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.data.items.map(({ node, title, waiting, incident, stay_s: stay }) => (
              <tr key={node}>
                <th scope="row">
                  <button type="button" className={styles.name} aria-pressed={chosen === node} onClick={() => onOpen(node)}>
                    {title}
                  </button>
                </th>
                <Count value={waiting} label={`${title} · ${t('running.waiting')}`} onOpen={() => onOpen(node, 'waiting')} />
                <Count value={incident} label={`${title} · ${t('running.incident')}`} bad onOpen={() => onOpen(node, 'incident')} />
                <td className={styles.number}>{stay === null ? t('running.noStay') : secondsText(stay, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
