/** Tabs: parts of a long form. All stay on the page, so that nothing typed is lost and a hidden problem can be gone to. */
import type { LayoutItem } from '../api/types';
import { defineLayout } from '../lib/defineLayout';
import { Tabs } from '../ui/Tabs/Tabs';
import { classes } from '../ui/classes';
import { useTranslation } from '../i18n/useTranslation';
import { Problems } from './parts/Problems';
import styles from './parts/layout.module.css';

export default defineLayout<object>({
  key: 'tabs',
  fresh: { tabs: [] },
  palette: ['columns', 2],
  Item: ({ item, form }) => {
    const { t } = useTranslation();
    const seen = item.items.filter(form.inSight);
    const latest = form.latest(seen.map((tab) => tab.key));
    const chosen = seen.find((tab) => tab.key === latest) ?? seen[0];
    const panel = `${form.id}-${item.key}-panel`;
    return (
      <div className={classes(styles.tabset, styles[form.device], form.reading && styles.reading)}>
        <div className={styles.tabs}>
          <Tabs
            label={t('form.layout.parts')}
            panel={panel}
            value={chosen?.key ?? ''}
            tabs={seen.map((tab) => ({ key: tab.key, title: titleOf(tab), aside: tab === chosen ? null : <Problems count={form.problems(tab)} /> }))}
            onChange={(key) => form.open(key, true)}
          />
        </div>
        <div id={panel}>
          {seen.map((tab) => (
            <div key={tab.key} role="tabpanel" aria-label={titleOf(tab)} hidden={tab !== chosen}>
              {form.draw(tab)}
            </div>
          ))}
        </div>
      </div>
    );
  },
});

const titleOf = (tab: LayoutItem) => String(tab.settings.tab);
