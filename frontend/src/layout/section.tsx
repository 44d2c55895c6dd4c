/** Section: fields under one title, in one or two columns; one that folds tells how many problems it hides. */
import { Fragment, type CSSProperties, type ReactNode } from 'react';
import type { FieldInfo } from '../api/types';
import { inTwoColumns } from './parts/twoColumns';
import { defineLayout, type LayoutProps } from '../lib/defineLayout';
import { Icon } from '../ui/Icon/Icon';
import { classes } from '../ui/classes';
import { Problems } from './parts/Problems';
import styles from './parts/layout.module.css';

interface Settings {
  section: string | null;
  columns?: number;
  description?: string | null;
  collapsible?: 'open' | 'closed' | null;
}

function Folds({ body, open, title, onFold, children }: { body: string; open: boolean; title: string | null; onFold: () => void; children?: ReactNode }) {
  return (
    <button type="button" className={styles.folds} aria-expanded={open} aria-controls={body} onClick={onFold}>
      <Icon name={open ? 'down' : 'right'} size={14} />
      {title}
      {children}
    </button>
  );
}

/** Names and values that follow one another stand together, with what stands between them in its place. */
function Read({ item, settings, form }: LayoutProps<Settings>) {
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

export default defineLayout<Settings>({
  key: 'section',
  Reading: Read,
  Item: ({ item, settings, form }) => {
    const open = !settings.collapsible || form.opened(item.key, settings.collapsible === 'open');
    const body = `${form.id}-${item.key}-body`;
    const areas = inTwoColumns(item.items.map((one) => ({ key: one.key, wide: form.wide(one), called: form.called(one), inSight: form.inSight(one) })));
    return (
      <fieldset className={classes(styles.section, styles[form.device])}>
        {settings.section !== null && (
          <legend className={styles.legend}>
            {settings.collapsible ? (
              <Folds body={body} open={open} title={settings.section} onFold={() => form.open(item.key, !open)}>
                {!open && <Problems count={form.problems(item)} />}
              </Folds>
            ) : (
              settings.section
            )}
          </legend>
        )}
        <div id={body} hidden={!open}>
          {settings.description && <p className={styles.description}>{settings.description}</p>}
          <div className={classes(styles.grid, settings.columns === 2 && form.device === 'desk' && styles.two)}>
            {item.items.filter(form.inSight).map((one) => (
              <div key={one.key} style={{ '--area': areas.get(one.key) } as CSSProperties}>
                {form.draw(one)}
              </div>
            ))}
          </div>
        </div>
      </fieldset>
    );
  },
});
