/** One record as a card: opened by a press, moved by dragging or by its button; grey where it may not move, with the reason. */
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { FieldInfo, FormInfo, RecordItem } from '../../api/types';
import { titleOf } from '../../apps/Value';
import { listed } from '../../lib/listed';
import { Button } from '../../ui/Button/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon/Icon';
import { CardFacts } from '../parts/CardFacts';
import { dragged } from './dragged';
import type { Way } from './gates';
import type { CardMoves } from './Lane';
import { MoveDialog } from './MoveDialog';
import styles from './kanban.module.css';

interface Props {
  app: string;
  form: FormInfo;
  record: RecordItem;
  fields: FieldInfo[];
  moves: CardMoves | null;
  open: boolean;
  /** Its place in the column. */
  at: number;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function Card({ app, form, record, fields, moves, open, at, onOpen, onKeyDown }: Props) {
  const { t } = useTranslation();
  const [choosing, setChoosing] = useState(false);
  const ways = useMemo(() => moves?.ways(record) ?? [], [moves, record]);
  const reason = reasonOf(ways);
  const stuck = moves !== null && !ways.some((way) => way.state === 'open');
  const title = titleOf(form, record);
  const moving = moves?.moving.has(record.id);
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'm' && moves && ways.length > 0 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      setChoosing(true);
    } else onKeyDown(event);
  };
  return (
    <article
      className={classes(styles.card, open && styles.open, stuck && styles.stuck, moving && styles.moving)}
      draggable={moves !== null && !stuck && !moving}
      onDragStart={(event) => {
        dragged.record = record;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', title);
      }}
      onDragEnd={() => {
        dragged.record = null;
      }}
    >
      <div className={styles.top}>
        <button type="button" data-card={at} className={styles.title} aria-busy={moving || undefined} onClick={onOpen} onKeyDown={keys} aria-keyshortcuts="M">
          {title}
        </button>
        {moves && ways.length > 0 && <Button size="small" variant="quiet" icon={stuck ? 'lock' : 'swap'} className={styles.move} label={t('views.moveOne', { title })} onClick={() => setChoosing(true)} />}
      </div>
      <CardFacts app={app} fields={fields} record={record} />
      {stuck && (
        <p className={styles.why}>
          <Icon name="lock" size={12} />
          {reason.length > 0 ? t('views.missing', { what: listed(reason) }) : t('views.noMove')}
        </p>
      )}
      {choosing && moves && (
        <MoveDialog
          title={title}
          ways={ways}
          onMove={(to) => {
            setChoosing(false);
            moves.move(record, to);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </article>
  );
}

/** What is missing for the nearest move. */
function reasonOf(ways: Way[]): string[] {
  return ways.filter((way) => way.state === 'missing').toSorted((a, b) => a.missing.length - b.missing.length)[0]?.missing ?? [];
}
