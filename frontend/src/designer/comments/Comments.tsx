/** What is said about a document and its parts: open comments first, settled ones folded away. */
import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useComment, useComments, useSettleComment, type Place } from '../../api/comments';
import type { Doc } from '../../api/drafts';
import type { Schemas } from '../../api/types';
import { useNow } from '../../api/session';
import { useTranslation } from '../../i18n/useTranslation';
import { shortMoment } from '../../lib/time';
import { Avatar } from '../../ui/Avatar/Avatar';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States/States';
import { TextArea } from '../../ui/TextArea/TextArea';
import { useAround } from '../settings/panel';
import { keyOfPart, partTitle } from './parts';
import styles from './comments.module.css';

const longest = 2000;

/** The button of a designer's bar: how many are open. Who comes by a message about one sees them at once. */
export function CommentsButton({ place }: { place: Place }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const [open, setOpen] = useState(asked.has('comments'));
  const waiting = useComments(place).data?.items.filter((one) => !one.settled_at).length ?? 0;
  const close = () => {
    setOpen(false);
    setAsked((now) => (now.delete('comments'), now), { replace: true });
  };
  return (
    <>
      <Button variant="quiet" icon="chat" label={t('designer.comments.open', { count: waiting })} onClick={() => setOpen(true)}>
        {waiting > 0 ? waiting : undefined}
      </Button>
      {open && <Comments place={place} part={null} onClose={close} />}
    </>
  );
}

/** Beside the name of a piece: what is said of it alone. */
export function PartComments({ part }: { part: string }) {
  const { t } = useTranslation();
  const { app, contents, own } = useAround();
  const place = { app, kind: own?.kind ?? '', key: own?.key ?? '' };
  const [open, setOpen] = useState(false);
  const waiting = useComments(place).data?.items.filter((one) => !one.settled_at && one.part === part).length ?? 0;
  if (!own || !contents.some((one) => one.kind === own.kind && one.key === own.key)) return null;
  return (
    <>
      <Button variant="quiet" size="small" icon="chat" label={t('designer.comments.ofPart', { count: waiting })} onClick={() => setOpen(true)}>
        {waiting > 0 ? waiting : undefined}
      </Button>
      {open && <Comments place={place} part={part} onClose={() => setOpen(false)} />}
    </>
  );
}

/** `part`: only what is said of it; null for all. */
function Comments({ place, part, onClose }: { place: Place; part: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const { contents } = useAround();
  const document = contents.find((one) => one.kind === place.kind && one.key === place.key)?.document ?? {};
  const found = useComments(place);
  const say = useComment(place);
  const settle = useSettleComment(place);
  const [text, setText] = useState('');
  const items = (found.data?.items ?? []).filter((one) => part === null || one.part === part);
  const settled = items.filter((one) => one.settled_at);
  const send = () => text.trim() && say.mutate({ text: text.trim(), part }, { onSuccess: () => setText('') });
  const list = { document, showsPart: part === null, onGo: onClose };
  return (
    <Dialog title={part === null ? t('designer.comments.title') : t('designer.comments.titleOf', { title: partTitle(document, part) ?? part })} subtitle={t('designer.comments.about')} onClose={onClose}>
      <div className={styles.comments}>
        {found.isPending && <Skeleton rows={3} />}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.data && items.length === 0 && <EmptyState title={t('designer.comments.none')} />}
        <List {...list} items={items.filter((one) => !one.settled_at)} onSettle={(one) => settle.mutate({ id: one, settled: true })} />
        {settled.length > 0 && (
          <details>
            <summary>{t('designer.comments.settled', { count: settled.length })}</summary>
            <List {...list} items={settled} onSettle={(one) => settle.mutate({ id: one, settled: false })} />
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

interface ListProps {
  items: readonly Schemas['Comment'][];
  document: Doc;
  /** Each says what it is about. */
  showsPart: boolean;
  /** To the piece that one is about. */
  onGo: () => void;
  onSettle: (id: string) => void;
}

function List({ items, document, showsPart, onGo, onSettle }: ListProps) {
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
            {showsPart && one.part !== null && <About document={document} part={one.part} onGo={onGo} />}
            <p className={styles.text}>{one.text}</p>
            {one.settled_by && <small>{t('designer.comments.settledBy', { name: one.settled_by })}</small>}
          </div>
          <Button size="small" variant="quiet" icon={one.settled_at ? 'undo' : 'check'} label={t(one.settled_at ? 'designer.comments.again' : 'designer.comments.settle')} onClick={() => onSettle(one.id)} />
        </li>
      ))}
    </ul>
  );
}

function About({ document, part, onGo }: { document: Doc; part: string; onGo: () => void }) {
  const { t } = useTranslation();
  const title = partTitle(document, part);
  if (title === null) return <small>{t('designer.comments.gonePart', { key: keyOfPart(part) })}</small>;
  return (
    <Link className={styles.about} to={`?at=${keyOfPart(part)}`} replace onClick={onGo}>
      {title}
    </Link>
  );
}
