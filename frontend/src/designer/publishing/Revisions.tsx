/** All that were ever published of a document; an earlier one comes back as a draft. */
import { useTranslation } from '../../i18n/useTranslation';
import { useRevisions, type Place } from '../../api/drafts';
import { momentText } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { ErrorState, LoadingState } from '../../ui/States/States';
import { Tag } from '../../ui/Tag/Tag';
import styles from '../designer.module.css';

interface Props {
  place: Place;
  onRestore: (revision: number) => void;
  onClose: () => void;
}

export function Revisions({ place, onRestore, onClose }: Props) {
  const { t } = useTranslation();
  const found = useRevisions(place);
  return (
    <Dialog title={t('designer.revisions')} onClose={onClose}>
      {found.isPending && <LoadingState />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      <ul className={styles.revisions}>
        {found.data?.items.map((one) => (
          <li key={one.number}>
            <span>
              <b>{t('designer.revision', { number: one.number })}</b> {one.current && <Tag tone="good">{t('designer.current')}</Tag>}
              <small>
                {one.by} · {momentText(one.at)}
              </small>
            </span>
            {!one.current && (
              <Button size="small" onClick={() => onRestore(one.number)}>
                {t('designer.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
