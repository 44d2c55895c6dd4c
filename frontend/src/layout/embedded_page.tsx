/** Embedded page: another site's page, shut in so that it can read neither the form nor the session; a link where its site is not allowed. */
import { useTranslation } from '../i18n/useTranslation';
import { defineLayout } from '../lib/defineLayout';
import { Loose } from './parts/Loose';
import styles from './parts/layout.module.css';

interface Settings {
  embedded_page: string;
  title: string;
  height: number;
  allowed: boolean;
}

export default defineLayout<Settings>({
  key: 'embedded_page',
  fresh: { embedded_page: 'https://example.com', title: { 'zh-CN': '网页', en: 'Page' } },
  palette: ['globe', 6],
  sheet: true,
  Item: ({ settings, form }) => {
    const { t } = useTranslation();
    return (
      <Loose device={form.device}>
        <figure className={styles.embedded}>
          <figcaption>
            <span>{settings.title}</span>
            <a href={settings.embedded_page} target="_blank" rel="noopener noreferrer">
              {t('form.layout.openPage')}
            </a>
          </figcaption>
          {settings.allowed ? (
            <iframe
              className={styles.frame}
              title={settings.title}
              src={settings.embedded_page}
              style={{ height: settings.height }}
              sandbox="allow-scripts allow-forms allow-popups"
              referrerPolicy="no-referrer"
              loading="lazy"
            />
          ) : (
            <p>{t('form.layout.notAllowed', { site: new URL(settings.embedded_page).host })}</p>
          )}
        </figure>
      </Loose>
    );
  },
});
