/** A chart over the records in sight; a press on a mark narrows the table to its records, and what says much is kept as a view. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { RecordQuery } from '../../api/records';
import type { Condition, FilterTree, FormInfo } from '../../api/types';
import { useSavedViews } from '../../api/views';
import { useUrlState } from '../../apps/urlState';
import { firstDrawing, type Drawing } from '../../charts/parts/ChartChooser';
import { FormChart } from '../../charts/parts/FormChart';
import { Button } from '../../ui/Button/Button';
import { asSaved, NameDialog } from '../parts/SaveBar';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  query: RecordQuery;
  columns: string[];
  /** Conditions that find the records of a mark, beside those that hold already. */
  onOpen: (conditions: Condition[]) => void;
}

export function ChartPanel({ app, form, query, columns, onOpen }: Props) {
  const { t } = useTranslation();
  const [, setUrl] = useUrlState();
  const [drawing, setDrawing] = useState(firstDrawing);
  const [keeping, setKeeping] = useState<Drawing | null>(null);
  const saved = useSavedViews(app, form.key);
  const filter = query.filter ?? null;
  const known = new Set(conditionsIn(filter).map((one) => JSON.stringify(one)));
  const save = (title: string) =>
    saved.save.mutateAsync({ title, type: 'chart', settings: { columns, filter, ...keeping } }).then(({ key }) => setUrl({ ...asSaved, search: null, view: key }, true));
  return (
    <section className={styles.chart} aria-label={t('charts.count')}>
      <FormChart
        app={app}
        form={form}
        filter={filter}
        search={query.search ?? ''}
        value={drawing}
        onChange={setDrawing}
        onOpen={(all) => onOpen(all.filter((one) => !known.has(JSON.stringify(one))))}
        tools={(shown) => (
          <Button size="small" variant="quiet" onClick={() => setKeeping(shown)}>
            {t('charts.saveAsView')}
          </Button>
        )}
      />
      {keeping && <NameDialog title={t('charts.saveAsView')} onName={save} onClose={() => setKeeping(null)} />}
    </section>
  );
}

/** Those that must all hold, however deep they stand. */
function conditionsIn(tree: FilterTree | null): Condition[] {
  if (!tree) return [];
  if ('field' in tree) return [tree];
  return 'all' in tree ? tree.all.flatMap(conditionsIn) : [];
}
