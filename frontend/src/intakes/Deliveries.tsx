/** What came, the newest first: what became of each body, why it was kept, and taking it in again, corrected if need be. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useIntakeActs, useIntakeDeliveries, type IntakeDelivery, type IntakeShown } from '../api/intakes';
import { useNow } from '../api/session';
import { useUrlState } from '../apps/urlState';
import { useToasts } from '../desk/toasts';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { Dialog } from '../ui/Dialog/Dialog';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { BodyText, parsed, written } from './BodyText';
import { Problem } from './Problem';
import styles from './intakes.module.css';

interface Props {
  app: string;
  intake: IntakeShown;
}

export function Deliveries({ app, intake }: Props) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const [url, setUrl] = useUrlState();
  const kept = url.get('kept') === '1';
  const found = useIntakeDeliveries(app, intake.key, kept);
  const { retryAll } = useIntakeActs(app, intake.key);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const again = () => retryAll.mutate(undefined, { onSuccess: (told) => show(t('intakes.allAgainToast', told)) });
  return (
    <>
      <div className={styles.bar}>
        <Checkbox checked={kept} onChange={(on) => setUrl({ kept: on ? '1' : null })}>
          {t('intakes.onlyKept')}
        </Checkbox>
        <span className={styles.grow} />
        {intake.kept > 0 && (
          <Button size="small" icon="redo" busy={retryAll.isPending} onClick={again}>
            {t('intakes.allAgain')}
          </Button>
        )}
      </div>
      {retryAll.isError && <Banner tone="bad" title={retryAll.error.message} />}
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={6} line={48} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && (
        <EmptyState icon="inbox" title={t(kept ? 'intakes.nothingKept' : 'intakes.nothingCame')}>
          {t(kept ? 'intakes.nothingKeptWords' : 'intakes.nothingCameWords')}
        </EmptyState>
      )}
      <ul className={styles.deliveries}>
        {items.map((one) => (
          <Delivery key={one.id} app={app} intake={intake} delivery={one} />
        ))}
      </ul>
      {found.hasNextPage && (
        <div className={styles.more}>
          <Button size="small" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Delivery({ app, intake, delivery }: Props & { delivery: IntakeDelivery }) {
  const { t } = useTranslation();
  const now = useNow();
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <li className={styles.delivery}>
      <details open={delivery.kept > 0}>
        <summary>
          <time dateTime={delivery.at}>{shortMoment(delivery.at, now)}</time>
          <span className={styles.tags}>
            {delivery.taken > 0 && <Tag tone="good">{t('intakes.takenCount', { count: delivery.taken })}</Tag>}
            {delivery.kept > 0 && <Tag tone="warning">{t('intakes.keptCount', { count: delivery.kept })}</Tag>}
          </span>
          <code className={styles.sentAs}>{delivery.sent_as}</code>
        </summary>
        {delivery.items.length === 0 && <p className={styles.note}>{t('intakes.swept')}</p>}
        {delivery.items.map((item, index) => (
          <div key={index} className={styles.item}>
            {item.problem && <Problem problem={item.problem} />}
            <pre tabIndex={0} role="region" aria-label={t('intakes.body')}>
              {written(item.body)}
            </pre>
            {item.record ? (
              <Link to={`/apps/${intake.form.replace('.', '/')}/${item.record}`} className={styles.name}>
                {t('intakes.toRecord')}
              </Link>
            ) : (
              <Button size="small" icon="edit" onClick={() => setChosen(index)}>
                {t('intakes.again')}
              </Button>
            )}
          </div>
        ))}
      </details>
      {chosen !== null && <Again app={app} intake={intake} delivery={delivery} index={chosen} onClose={() => setChosen(null)} />}
    </li>
  );
}

function Again({ app, intake, delivery, index, onClose }: Props & { delivery: IntakeDelivery; index: number; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const { retry } = useIntakeActs(app, intake.key);
  const item = delivery.items[index];
  const [text, setText] = useState(written(item?.body));
  const body = parsed(text);
  const after = retry.data?.items[index];
  const send = () =>
    retry.mutate(
      { id: delivery.id, index, body },
      {
        onSuccess: (told) => {
          if (!told.items[index]?.record) return;
          show(t('intakes.taken'));
          onClose();
        },
      },
    );
  return (
    <Dialog
      wide
      title={t('intakes.again')}
      subtitle={t('intakes.againWords')}
      onClose={onClose}
      locked={retry.isPending}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" disabled={body === undefined} busy={retry.isPending} onClick={send}>
            {t('intakes.again')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {retry.isError ? <Banner tone="bad" title={retry.error.message} /> : <Problem problem={after?.problem ?? item?.problem ?? null} />}
        <BodyText id="again-body" label={t('intakes.body')} text={text} onChange={setText} />
      </div>
    </Dialog>
  );
}
