/** What every page of the phone stands in: its head, the network's absence, what stands still, and the content that scrolls. */
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Banner } from '../ui/States/States';
import { classes } from '../ui/classes';
import { useOnline } from './online';
import styles from './Page.module.css';

interface Props {
  head: ReactNode;
  /** As high as the screen: what is in it scrolls by itself. */
  fixed?: boolean;
  /** What stands still above the scrolling content. */
  top?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}

export function Frame({ head, fixed, top, foot, children }: Props) {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <div className={classes(styles.page, fixed && styles.fixed)}>
      {head}
      {!online && <Banner tone="plain" icon="wifi" title={t('form.trouble.offline')} />}
      {top}
      <main className={styles.main}>{children}</main>
      {foot}
    </div>
  );
}
