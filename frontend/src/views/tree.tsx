/** Tree: records under the record they belong to; what lies below one is read when it is opened. */
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FieldInfo, RecordItem } from '../api/types';
import { isComputed } from '../form/model';
import { defineView, type ViewProps } from '../lib/defineView';
import { columnsOf } from './table/columns';
import { RefusalNote } from './parts/RefusalNote';
import { ViewFrame } from './parts/ViewFrame';
import { playing, useNarrowing } from './parts/useNarrowing';
import { useMoving } from './parts/useMoving';
import { Astray } from './tree/Astray';
import { Branch } from './tree/Branch';
import { PutDialog } from './tree/PutDialog';
import type { Puts } from './tree/puts';
import styles from './tree/tree.module.css';

export default defineView({
  key: 'tree',
  icon: 'tree',
  title: 'views.tree',
  View: (props) => {
    const parent = playing(props.form, props.view, 'parent');
    return parent ? <TreeView {...props} parent={parent} /> : null;
  },
});

function TreeView({ app, form, view, parent }: ViewProps & { parent: FieldInfo }) {
  const { t } = useTranslation();
  const narrowing = useNarrowing(form, view);
  const [ids, setIds] = useState<string[]>([]);
  // Whoever searches wants the hits, wherever they hang.
  const searching = narrowing.conditions.list.length > 0 || Boolean(narrowing.query.search);
  const below = useMemo(() => ({ filter: view?.filter ?? null, sort: view?.sort ?? [] }), [view]);
  const { move, moving, refusal, dismiss } = useMoving(app, form);
  const [asking, setAsking] = useState<RecordItem | null>(null);
  // Only where the form keeps circles out, else a record could vanish from its tree.
  const may = form.may.change && parent.settings.acyclic === true && parent.access === 'write' && !isComputed(parent);
  const put = (record: RecordItem, above: { id: string; title: string } | null) => {
    if ((record.values[parent.key] ?? null) === (above?.id ?? null)) return;
    move({ record, values: { [parent.key]: above?.id ?? null }, where: above ? t('tree.below', { title: above.title }) : t('tree.top'), back: { [parent.key]: record.values[parent.key] ?? null } });
  };
  const puts: Puts | null = may ? { put, ask: setAsking, moving } : null;
  const columns = columnsOf(form, view?.columns.join(',') ?? null);
  const template = columns.map(({ width }, at) => (at === 0 ? 'minmax(260px, 2fr)' : `minmax(${width}px, 1fr)`)).join(' ');
  return (
    <ViewFrame app={app} form={form} narrowing={narrowing} ids={ids} foot={<span className={styles.tip}>{t(puts ? 'tree.tip' : 'views.treeTip')}</span>}>
      {refusal && <RefusalNote refusal={refusal} onClose={dismiss} />}
      {asking && puts && <PutDialog app={app} form={form} parent={parent} record={asking} onPut={(above) => puts.put(asking, above)} onClose={() => setAsking(null)} />}
      <div className={styles.scroll}>
        <div role="treegrid" tabIndex={-1} aria-label={view?.title ?? form.title} className={styles.tree} onKeyDown={walk}>
          <div role="row" className={styles.head} style={{ gridTemplateColumns: template }}>
            {columns.map(({ field, align }) => (
              <div key={field.key} role="columnheader" className={align === 'right' ? styles.right : styles.cell}>
                {field.title}
              </div>
            ))}
          </div>
          <Branch puts={puts} app={app} form={form} parent={parent} under={searching ? undefined : null} own={searching ? narrowing.query : below} below={below} columns={columns} template={template} level={1} narrowing={narrowing} onIds={setIds} />
          {!searching && <Astray puts={puts} app={app} form={form} parent={parent} below={below} columns={columns} template={template} narrowing={narrowing} />}
        </div>
      </div>
    </ViewFrame>
  );
}

/** Up and down through the rows in sight. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.nativeEvent.isComposing) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-node]')];
  const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
