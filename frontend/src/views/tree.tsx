/** Tree: records under the record they belong to; what lies below one is read when it is opened. */
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldInfo } from '../api/types';
import { defineView, type ViewProps } from '../lib/defineView';
import { columnsOf } from './table/columns';
import { ViewFrame } from './parts/ViewFrame';
import { playing, useNarrowing } from './parts/useNarrowing';
import { Branch } from './tree/Branch';
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
  const below = { filter: view?.filter ?? null, sort: view?.sort ?? [] };
  const columns = columnsOf(form, view?.columns.join(',') ?? null);
  const template = columns.map(({ width }, at) => (at === 0 ? 'minmax(260px, 2fr)' : `minmax(${width}px, 1fr)`)).join(' ');
  return (
    <ViewFrame app={app} form={form} narrowing={narrowing} ids={ids} foot={<span>{t('views.treeTip')}</span>}>
      <div className={styles.scroll}>
        <div role="treegrid" tabIndex={-1} aria-label={view?.title ?? form.title} className={styles.tree} onKeyDown={walk}>
          <div role="row" className={styles.head} style={{ gridTemplateColumns: template }}>
            {columns.map(({ field, align }) => (
              <div key={field.key} role="columnheader" className={align === 'right' ? styles.right : styles.cell}>
                {field.title}
              </div>
            ))}
          </div>
          <Branch app={app} form={form} parent={parent} under={searching ? undefined : null} own={searching ? narrowing.query : below} below={below} columns={columns} template={template} level={1} narrowing={narrowing} onIds={setIds} />
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
