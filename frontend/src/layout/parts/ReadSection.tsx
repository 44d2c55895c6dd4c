/** A section on the page of a record. */
import { Fragment, type ReactNode } from 'react';
import type { FieldInfo } from '../../api/types';
import type { LayoutProps } from '../../lib/defineLayout';
import { Folds } from './Folds';
import styles from './layout.module.css';

export interface SectionSettings {
  section: string | null;
  columns?: number;
  description?: string | null;
  collapsible?: 'open' | 'closed' | null;
}

/** Names and values that follow one another stand together, with what stands between them in its place. */
export function ReadSection({ item, settings, form }: LayoutProps<SectionSettings>) {
  const reading = form.reading;
  const open = !settings.collapsible || form.opened(item.key, settings.collapsible === 'open');
  const body = `${form.id}-${item.key}-body`;
  const title = settings.collapsible ? <Folds body={body} open={open} title={settings.section} onFold={() => form.open(item.key, !open)} /> : settings.section;
  const runs: (FieldInfo[] | ReactNode)[] = [];
  for (const one of item.items.filter(form.inSight)) {
    const field = reading?.field(one);
    const last = runs.at(-1);
    if (field && Array.isArray(last)) last.push(field);
    else runs.push(field ? [field] : <div className={styles.between}>{form.draw(one)}</div>);
  }
  return reading?.section(
    item,
    title,
    <div id={body} hidden={!open}>
      {settings.description && <p className={styles.about}>{settings.description}</p>}
      {runs.map((run, at) => (
        <Fragment key={at}>{Array.isArray(run) ? reading.fields(run) : run}</Fragment>
      ))}
    </div>,
  );
}
