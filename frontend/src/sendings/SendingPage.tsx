/** One sending: who received it, read it, confirmed or answered what, and who did not; those can be reminded. */
import { useTranslation } from '../i18n/useTranslation';
import { Link, useParams } from 'react-router';
import { useRemind, useSending } from '../api/sendings';
import { useNow } from '../api/session';
import type { SendingShown } from '../api/types';
import { useUrlState } from '../apps/urlState';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { isGone } from '../lib/problems';
import { momentText, readDuration } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { Banner, ClosedState, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { Receivers } from './Receivers';
import styles from './sendings.module.css';

const places = ['all', 'missing', 'given'] as const;

export default function SendingPage() {
  const { t } = useTranslation();
  const { sending: id = '' } = useParams();
  const found = useSending(id);
  const title = found.data?.title ?? t('sendings.title');
  return (
    <Sheet
      title={title}
      scrolls
      lead={
        <Link to="/me/sent" className={styles.up} aria-label={t('common.back')}>
          <Icon name="left" size={20} />
        </Link>
      }
      actions={found.data && <Acts sending={found.data} />}
    >
      {found.isPending && (
        <LoadingState what={title}>
          <Skeleton rows={8} line={44} />
        </LoadingState>
      )}
      {found.isError && (isGone(found.error) ? <ClosedState /> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />)}
      {found.data && <Shown sending={found.data} />}
    </Sheet>
  );
}

function Acts({ sending }: { sending: SendingShown }) {
  const { t } = useTranslation();
  return (
    <a className={styles.export} href={`/api/v1/sendings/${sending.id}/receivers.xlsx`} download={`${sending.title}.xlsx`}>
      <Icon name="download" />
      {t('sendings.export')}
    </a>
  );
}

function Shown({ sending }: { sending: SendingShown }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const place = places.find((one) => one === url.get('place')) ?? (sending.missing > 0 ? 'missing' : 'all');
  const persons = sending.persons.filter((one) => place === 'all' || one.state === place);
  const counts = { all: sending.receivers, missing: sending.missing, given: sending.given };
  return (
    <div className={styles.page}>
      {sending.text && <p className={styles.text}>{sending.text}</p>}
      <dl className={styles.counts}>
        <Count words={t('sendings.receivers')} count={sending.receivers} />
        <Count words={t('sendings.read')} count={sending.read} />
        <Count words={t(`sendings.${wanted(sending)}`)} count={sending.given} />
        <Count words={t('sendings.missing')} count={sending.missing} />
      </dl>
      <Reminders sending={sending} />
      <div className={styles.tabs}>
        <Tabs label={sending.title} panel="receivers" tabs={places.map((one) => ({ key: one, title: t(`sendings.places.${one}`), count: counts[one] }))} value={place} onChange={(next) => setUrl({ place: next }, true)} />
      </div>
      <div id="receivers" role="tabpanel" aria-label={t(`sendings.places.${place}`)}>
        {persons.length === 0 ? <EmptyState title={t(place === 'missing' ? 'sendings.nobodyMissing' : 'sendings.nobodyYet')} /> : <Receivers sending={sending} persons={persons} />}
      </div>
    </div>
  );
}

const wanted = (sending: SendingShown) => (sending.questions > 0 ? 'passed' : sending.confirm ? 'confirmed' : sending.answers.length > 0 ? 'answered' : 'seen');

function Count({ words, count }: { words: string; count: number }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{count}</dd>
    </div>
  );
}

/** How those are reminded who are missing, and the button that does it now. */
function Reminders({ sending }: { sending: SendingShown }) {
  const { t } = useTranslation();
  const now = useNow();
  const remind = useRemind(sending.id);
  const show = useToasts((store) => store.show);
  const every = sending.remind_after ? readDuration(sending.remind_after) : null;
  const words = [
    every ? t('sendings.every', { span: t(`sendings.spans.${every.unit}`, { count: Number(every.amount) }) }) : sending.remind_after ? t('sendings.reminds') : null,
    sending.reminded_at ? t('sendings.reminded', { count: sending.reminders, at: momentText(sending.reminded_at, now) }) : null,
  ];
  return (
    <>
      <div className={styles.remind}>
        {sending.missing > 0 && (
          <Button icon="bell" busy={remind.isPending} onClick={() => remind.mutate(undefined, { onSuccess: ({ count }) => show(t('sendings.remindedToast', { count })) })}>
            {t('sendings.remind', { count: sending.missing })}
          </Button>
        )}
        <span className={styles.note}>{words.filter(Boolean).join(' · ')}</span>
      </div>
      {remind.isError && <Banner tone="bad" title={remind.error.message} />}
    </>
  );
}
