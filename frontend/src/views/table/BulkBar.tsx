/** In place of the totals while rows are chosen: how many, and what can be done to all of them. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { RecordQuery } from '../../api/records';
import { useFormStarts } from '../../api/starts';
import type { FormInfo, StartOffer } from '../../api/types';
import { grouped } from '../../lib/numbers';
import { BulkStartDialog } from '../../starts/BulkStartDialog';
import { Button } from '../../ui/Button/Button';
import { Menu } from '../../ui/Menu/Menu';
import { BulkDialog } from './BulkDialog';
import type { Selection } from './selection';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  selection: Selection;
  /** What the rows are found by, and how many that are; null while not counted. */
  query: RecordQuery;
  total: number | null;
}

export function BulkBar({ app, form, selection, query, total }: Props) {
  const { t } = useTranslation();
  const [deed, setDeed] = useState<'change' | 'delete' | null>(null);
  const [starting, setStarting] = useState<StartOffer | null>(null);
  const starts = (useFormStarts(app, form.key).data?.items ?? []).filter((one) => one.menu);
  const which = selection.whole ? { filter: query.filter, search: query.search } : { ids: [...selection.ids] };
  const count = selection.whole ? (total ?? 0) : selection.ids.size;
  return (
    <>
      <b>{t('bulk.chosen', { count, shown: grouped(String(count)) })}</b>
      {!selection.whole && total !== null && total > selection.ids.size && (
        <Button size="small" variant="quiet" onClick={selection.all}>
          {t('bulk.all', { count: total, shown: grouped(String(total)) })}
        </Button>
      )}
      <span className={styles.grow} />
      {form.may.change && (
        <Button size="small" icon="edit" onClick={() => setDeed('change')}>
          {t('bulk.change')}
        </Button>
      )}
      {starts.length > 0 && (
        <Menu
          label={t('starts.bulk')}
          align="end"
          side="above"
          items={starts.map((one) => ({ key: `${one.app}.${one.workflow}`, title: one.title, icon: 'flow', onChoose: () => setStarting(one) }))}
          trigger={(button) => (
            <Button size="small" icon="flow" {...button}>
              {t('starts.bulk')}
            </Button>
          )}
        />
      )}
      {form.may.delete && (
        <Button size="small" icon="trash" onClick={() => setDeed('delete')}>
          {t('records.delete')}
        </Button>
      )}
      <Button size="small" variant="quiet" icon="close" onClick={selection.clear}>
        {t('bulk.none')}
      </Button>
      {starting && <BulkStartDialog form={form} offer={starting} count={count} which={which} onClose={() => setStarting(null)} onDone={selection.clear} />}
      {deed && (
        <BulkDialog
          app={app}
          form={form}
          deed={deed}
          count={count}
          which={which}
          onClose={() => setDeed(null)}
          onDone={selection.clear}
        />
      )}
    </>
  );
}
