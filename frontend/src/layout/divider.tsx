/** Divider: a hairline between fields, with or without words on it. */
import { defineLayout } from '../lib/defineLayout';
import { Loose } from './parts/Loose';
import styles from './parts/layout.module.css';

interface Settings {
  divider: string | null;
}

export default defineLayout<Settings>({
  key: 'divider',
  fresh: { divider: { 'zh-CN': '分隔', en: 'Divider' } },
  palette: ['minus', 4],
  Item: ({ settings, form }) => (
    <Loose device={form.device}>
      <div role="separator" className={styles.divider} aria-label={settings.divider ?? undefined}>
        {settings.divider}
      </div>
    </Loose>
  ),
});
