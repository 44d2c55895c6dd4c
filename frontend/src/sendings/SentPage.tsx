/** What I sent that wants something back, newest first, and how far each is; for who manages messages what anybody sent. */
import { useTranslation } from '../i18n/useTranslation';
import { Link, useNavigate } from 'react-router';
import { useSendings } from '../api/sendings';
import { useNow } from '../api/session';
import type { SendingItem } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { useMay } from '../desk/session';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import styles from './sendings.module.css';

export default function SentPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const announces = useMay()('messages.announce');
  const found = useSendings();
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const write = announces && (
    <Button variant="solid" icon="plus" onClick={() => void navigate('/me/announce')}>
      {t('sendings.write')}
    </Button>
  );
  return (
    <Sheet title={t('sendings.title')} scrolls actions={write}>
      <div className={styles.page}>
        {found.isPending && (
          <LoadingState what={t('sendings.title')}>
            <Skeleton rows={6} line={56} />
          </LoadingState>
        )}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.isSuccess && items.length === 0 && (
          <EmptyState icon="mail" title={t('sendings.none')}>
            {t(announces ? 'sendings.noneWords' : 'sendings.noneYours')}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {items.map((one) => (
            <Row key={one.id} sending={one} />
          ))}
        </ul>
        {found.hasNextPage && (
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </div>
    </Sheet>
  );
}

function Row({ sending }: { sending: SendingItem }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        <Link to={`/me/sent/${sending.id}`}>{sending.title}</Link>
        <span className={styles.from}>
          {[sending.app, t(`messages.classes.${sending.kind}`), sending.sender].filter(Boolean).join(' · ')} · <time dateTime={sending.at}>{shortMoment(sending.at, now)}</time>
        </span>
      </span>
      <span className={styles.far}>
        {t('sendings.given', { given: sending.given, of: sending.receivers })}
        {sending.missing > 0 ? <Tag tone="warning">{t('sendings.missingCount', { count: sending.missing })}</Tag> : <Tag tone="good">{t('sendings.allGiven')}</Tag>}
      </span>
    </li>
  );
}
