/** What is said about a document: open comments first, settled ones folded away. */
import { useId, useState } from 'react';
import { useComment, useComments, useSettleComment, type Place } from '../../api/comments';
import type { Schemas } from '../../api/types';
import { useNow } from '../../api/session';
import { useTranslation } from '../../i18n/useTranslation';
import { shortMoment } from '../../lib/time';
import { Avatar } from '../../ui/Avatar/Avatar';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States/States';
import { TextArea } from '../../ui/TextArea/TextArea';
import styles from './comments.module.css';

const longest = 2000;

/** The button of a designer's bar: how many are open. */
export function CommentsButton({ place }: { place: Place }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const waiting = useComments(place).data?.items.filter((one) => !one.settled_at).length ?? 0;
  return (
    <>
      <Button variant="quiet" icon="chat" label={t('designer.comments.open', { count: waiting })} onClick={() => setOpen(true)}>
        {waiting > 0 ? waiting : undefined}
      </Button>
      {open && <Comments place={place} onClose={() => setOpen(false)} />}
    </>
  );
}

function Comments({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const found = useComments(place);
  const say = useComment(place);
  const settle = useSettleComment(place);
  const [text, setText] = useState('');
  const items = found.data?.items ?? [];
  const settled = items.filter((one) => one.settled_at);
  const send = () => text.trim() && say.mutate(text.trim(), { onSuccess: () => setText('') });
  return (
    <Dialog title={t('designer.comments.title')} subtitle={t('designer.comments.about')} onClose={onClose}>
      <div className={styles.comments}>
        {found.isPending && <Skeleton rows={3} />}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.data && items.length === 0 && <EmptyState title={t('designer.comments.none')} />}
        <List items={items.filter((one) => !one.settled_at)} onSettle={(one) => settle.mutate({ id: one, settled: true })} />
        {settled.length > 0 && (
          <details>
            <summary>{t('designer.comments.settled', { count: settled.length })}</summary>
            <List items={settled} onSettle={(one) => settle.mutate({ id: one, settled: false })} />
          </details>
        )}
        <div className={styles.say}>
          <TextArea id={id} label={t('designer.comments.say')} placeholder={t('designer.comments.say')} rows={3} maxLength={longest} value={text} onChange={setText} />
          <Button variant="solid" busy={say.isPending} disabled={!text.trim()} onClick={send}>
            {t('designer.comments.send')}
          </Button>
        </div>
        {(say.isError || settle.isError) && <p role="alert">{(say.error ?? settle.error)?.message}</p>}
      </div>
    </Dialog>
  );
}

function List({ items, onSettle }: { items: readonly Schemas['Comment'][]; onSettle: (id: string) => void }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <ul className={styles.list}>
      {items.map((one) => (
        <li key={one.id}>
          <Avatar name={one.by} size={24} />
          <div>
            <p className={styles.by}>
              <b>{one.by}</b> <small>{shortMoment(one.at, now)}</small>
            </p>
            <p className={styles.text}>{one.text}</p>
            {one.settled_by && <small>{t('designer.comments.settledBy', { name: one.settled_by })}</small>}
          </div>
          <Button size="small" variant="quiet" icon={one.settled_at ? 'undo' : 'check'} label={t(one.settled_at ? 'designer.comments.again' : 'designer.comments.settle')} onClick={() => onSettle(one.id)} />
        </li>
      ))}
    </ul>
  );
}
