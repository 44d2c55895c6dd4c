/** The records behind a mark of a form's chart, where no list can be set so: by title, each the way to its own page. */
import { useTranslation } from '../../i18n/useTranslation';
import { Link } from 'react-router';
import type { FigureDrill } from '../../api/charts';
import { useForm, useRecords } from '../../api/records';
import type { FilterTree } from '../../api/types';
import { titleOf } from '../../apps/Value';
import { countText } from '../../lib/numbers';
import metrics from '../../metrics/metrics.module.css';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { ErrorState, LoadingState, Skeleton } from '../../ui/States/States';

export function DrillRecords({ app, form: key, drill, search, onClose }: { app: string; form: string; drill: FigureDrill; search?: string; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const form = useForm(app, key);
  const found = useRecords(app, key, { filter: drill.filter as FilterTree, sort: [], search: search ?? '' });
  const first = found.data?.pages[0];
  return (
    <Dialog title={t('charts.recordsOf', { title: form.data?.title ?? '' })} onClose={onClose}>
      {(found.isPending || form.isPending) && (
        <LoadingState>
          <Skeleton rows={5} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {first && form.data && (
        <>
          <p className={metrics.choices} role="status">{t('metrics.found', { count: first.total ?? 0, shown: countText(first.total ?? 0, first.total_exact, i18n.language) })}</p>
          <ul className={metrics.records}>
            {found.data?.pages.flatMap((page) => page.items).map((record) => (
              <li key={record.id}>
                <Link to={`/apps/${app}/${key}/${record.id}`}>{titleOf(form.data, record)}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('metrics.more')}
        </Button>
      )}
    </Dialog>
  );
}
