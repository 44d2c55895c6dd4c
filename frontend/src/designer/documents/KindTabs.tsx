/** The kinds of documents of an app, as the designer's tabs. */
import { Link } from 'react-router';
import { useTranslation } from '../../i18n/useTranslation';
import { useDocuments } from '../../api/drafts';
import { classes } from '../../ui/classes';
import styles from '../designer.module.css';

/** These have a tab of their own; all others stand together. */
export const tabbed = ['form', 'view', 'page', 'workflow', 'role'];

export function KindTabs({ app, here }: { app: string; here: string | null }) {
  const { t } = useTranslation();
  const found = useDocuments(app);
  if (!found.data) return <nav className={styles.tabs} aria-label={t('designer.kinds')} />;
  const { items, kinds } = found.data;
  const count = (fits: (kind: string) => boolean) => items.filter((one) => fits(one.kind)).length;
  return (
    <nav className={styles.tabs} aria-label={t('designer.kinds')}>
      {tabbed.map((kind) => (
        <Link key={kind} to={`/build/${app}?kind=${kind}`} className={classes(styles.tab, here === kind && styles.here)} aria-current={here === kind ? 'page' : undefined}>
          {kinds.find((one) => one.key === kind)?.title ?? kind} <span>{count((one) => one === kind) || ''}</span>
        </Link>
      ))}
      <Link to={`/build/${app}?kind=other`} className={classes(styles.tab, here !== null && !tabbed.includes(here) && styles.here)} aria-current={here !== null && !tabbed.includes(here) ? 'page' : undefined}>
        {t('designer.others')} <span>{count((one) => !tabbed.includes(one)) || ''}</span>
      </Link>
    </nav>
  );
}
