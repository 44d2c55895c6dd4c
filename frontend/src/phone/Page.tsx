/** A page one came to from another: title bar of 48 px with the way back, and the content. */
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useTranslation } from '../i18n/useTranslation';
import { Icon } from '../ui/Icon/Icon';
import { Frame } from './Frame';
import styles from './Page.module.css';

interface Props {
  title: string;
  subtitle?: ReactNode;
  /** The page one comes back to when this one was opened by its address. */
  back?: string;
  actions?: ReactNode;
  /** As high as the screen: what is in it scrolls by itself. */
  fixed?: boolean;
  /** What stands still above the scrolling content. */
  top?: ReactNode;
  children: ReactNode;
}

export function Page({ title, subtitle, back, actions, fixed, top, children }: Props) {
  const { t } = useTranslation();
  const goBack = useGoBack(back ?? '/');
  const head = (
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
  );
  return (
    <Frame head={head} fixed={fixed} top={top}>
      {children}
    </Frame>
  );
}

/** Back where one came from; to `fallback` when the page was opened by its address. */
export function useGoBack(fallback: string): () => void {
  const navigate = useNavigate();
  const { key } = useLocation();
  return () => void (key === 'default' ? navigate(fallback, { replace: true }) : navigate(-1));
}
