/** Section: fields under one title, in one or two columns; one that folds tells how many problems it hides. */
import type { CSSProperties } from 'react';
import { inTwoColumns } from './parts/twoColumns';
import { defineLayout } from '../lib/defineLayout';
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

export default defineLayout<Settings>({
  key: 'section',
  title: (settings) => settings.section,
  Item: ({ item, settings, form }) => {
    const open = !settings.collapsible || form.opened(item.key, settings.collapsible === 'open');
    const body = `${form.id}-${item.key}-body`;
    const areas = inTwoColumns(item.items.map((one) => ({ key: one.key, wide: form.wide(one), called: form.called(one), inSight: form.inSight(one) })));
    return (
      <fieldset className={classes(styles.section, styles[form.device])}>
        {settings.section !== null && (
          <legend className={styles.legend}>
            {settings.collapsible ? (
              <button type="button" className={styles.folds} aria-expanded={open} aria-controls={body} onClick={() => form.open(item.key, !open)}>
                <Icon name={open ? 'down' : 'right'} size={14} />
                {settings.section}
                {!open && <Problems count={form.problems(item)} />}
              </button>
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
