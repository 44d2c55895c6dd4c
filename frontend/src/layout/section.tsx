/** Section: fields under one title, in one or two columns; one that folds tells how many problems it hides. */
import type { CSSProperties } from 'react';
import { inTwoColumns } from './parts/twoColumns';
import { defineLayout } from '../lib/defineLayout';
import { classes } from '../ui/classes';
import { Folds } from './parts/Folds';
import { Problems } from './parts/Problems';
import { ReadSection, type SectionSettings as Settings } from './parts/ReadSection';
import styles from './parts/layout.module.css';

export default defineLayout<Settings>({
  key: 'section',
  fresh: { section: { 'zh-CN': '分组', en: 'Section' }, columns: 2, fields: [] },
  palette: ['form', 1],
  Reading: ReadSection,
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
