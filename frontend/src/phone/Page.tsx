/** A phone page: title bar of 48 px, the network's absence, the content. Main places carry the bottom bar, others the way back. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { classes } from '../ui/classes';
import { Banner } from '../ui/States/States';
import { Icon } from '../ui/Icon/Icon';
import { TabBar } from './TabBar';
import { useOnline } from './online';
import styles from './Page.module.css';

interface Props {
  title: string;
  subtitle?: ReactNode;
  /** The page one comes back to when this one was opened by its address. */
  back?: string;
  /** One of the places of the bottom bar: large title, no way back. */
  place?: boolean;
  actions?: ReactNode;
  /** As high as the screen: what is in it scrolls by itself. */
  fixed?: boolean;
  /** What stands still above the scrolling content. */
  top?: ReactNode;
  children: ReactNode;
}

export function Page({ title, subtitle, back, place, actions, fixed, top, children }: Props) {
  const { t } = useTranslation();
  const online = useOnline();
  const goBack = useGoBack(back ?? '/');
  return (
    <div className={classes(styles.page, fixed && styles.fixed)}>
      {place ? (
        <header className={styles.placeHead}>
          <h1>{title}</h1>
          {actions}
        </header>
      ) : (
        <header className={styles.head}>
          <button type="button" className={styles.round} aria-label={t('common.back')} onClick={goBack}>
            <Icon name="left" size={22} />
          </button>
          <div className={styles.words}>
            <h1>{title}</h1>
            {subtitle && <p>{subtitle}</p>}
          </div>
          <div className={styles.end}>{actions}</div>
        </header>
      )}
      {!online && <Banner tone="plain" icon="wifi" title={t('form.trouble.offline')} />}
      {top}
      <main className={styles.main}>{children}</main>
      {place && <TabBar />}
    </div>
  );
}

/** Back where one came from; to `fallback` when the page was opened by its address. */
export function useGoBack(fallback: string): () => void {
  const navigate = useNavigate();
  const { key } = useLocation();
  return () => void (key === 'default' ? navigate(fallback, { replace: true }) : navigate(-1));
}
