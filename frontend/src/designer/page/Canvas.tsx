/** The blocks of a page on its twelve columns, with what they show now; each is taken by its cover, sized by its corner. */
import { useRef, type CSSProperties, type PointerEvent, type RefObject } from 'react';
import { useDraggable } from '@dnd-kit/core';
import type { BlockAnswer, PageBlock } from '../../api/pages';
import type { MetricPeriod } from '../../api/types';
import { useTranslation } from '../../i18n/useTranslation';
import { Cell } from '../../pages/Cell';
import { Icon, type IconName } from '../../ui/Icon/Icon';
import { classes } from '../../ui/classes';
import { columns, type Block } from './arrangement';
import styles from './page.module.css';

/** What a block of the draft shows: absent until the draft is whole. */
export interface Shown {
  block: PageBlock;
  answer?: BlockAnswer;
}

interface Props {
  blocks: readonly Block[];
  chosen: string | null;
  /** Before which place what is carried would go. */
  spot: number | null;
  period: MetricPeriod | null;
  titleOf: (block: Block) => string;
  iconOf: (block: Block) => IconName;
  shownOf: (block: Block) => Shown | undefined;
  wrongOf: (at: number) => string | undefined;
  onChoose: (key: string) => void;
  onSize: (key: string, width: number, rows: number) => void;
  grid: RefObject<HTMLDivElement | null>;
}

export function Canvas({ blocks, grid, ...props }: Props) {
  return (
    <div ref={grid} className={styles.grid}>
      {blocks.map((block, at) => (
        <Piece key={block.key} {...props} block={block} at={at} grid={grid} last={at === blocks.length - 1} />
      ))}
    </div>
  );
}

type PieceProps = Omit<Props, 'blocks'> & { block: Block; at: number; last: boolean };

function Piece({ block, at, last, chosen, spot, period, titleOf, iconOf, shownOf, wrongOf, onChoose, onSize, grid }: PieceProps) {
  const { t } = useTranslation();
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: block.key, data: { key: block.key } });
  const shown = shownOf(block);
  const title = titleOf(block);
  const rows = block.rows ?? 1;
  const wrong = wrongOf(at);
  return (
    <div
      data-block={block.key}
      className={classes(styles.piece, chosen === block.key && styles.chosen, isDragging && styles.going, spot === at && styles.before, last && spot === at + 1 && styles.behind)}
      // As on the page: two columns on a phone.
      style={{ '--columns': block.width, '--half': block.width <= 3 ? 1 : 2, '--rows': rows } as CSSProperties}
    >
      <div className={styles.inert} inert>
        {shown ? (
          <Cell block={{ ...shown.block, width: block.width, rows }} answer={shown.answer} period={period} aside={[]} stale={false} onOpen={() => undefined} onRetry={() => undefined} />
        ) : (
          <p className={styles.waiting}>
            <Icon name={iconOf(block)} />
            {title}
          </p>
        )}
      </div>
      {wrong !== undefined && (
        <p className={styles.wrong}>
          <Icon name="warn" size={14} /> {wrong}
        </p>
      )}
      <button
        ref={setNodeRef}
        type="button"
        data-handle={block.key}
        className={styles.cover}
        aria-label={t('designer.block', { title, width: block.width, rows })}
        aria-pressed={chosen === block.key}
        tabIndex={chosen === block.key || (chosen === null && at === 0) ? 0 : -1}
        {...listeners}
        onClick={(event) => {
          event.stopPropagation();
          onChoose(block.key);
        }}
        onFocus={() => onChoose(block.key)}
      />
      <Corner width={block.width} rows={rows} grid={grid} onSize={(wide, high) => onSize(block.key, wide, high)} />
    </div>
  );
}

/** Pulled with the pointer; by keys a block is sized by Shift and arrows. */
function Corner({ width, rows, grid, onSize }: { width: number; rows: number; grid: RefObject<HTMLDivElement | null>; onSize: (width: number, rows: number) => void }) {
  const began = useRef<{ x: number; y: number; width: number; rows: number } | null>(null);
  const pulled = (event: PointerEvent) => {
    const from = began.current;
    const across = grid.current?.clientWidth ?? 0;
    const piece = (event.target as HTMLElement).parentElement;
    if (!from || across === 0 || !piece) return;
    const wide = from.width + (event.clientX - from.x) / (across / columns);
    const high = from.rows + (event.clientY - from.y) / (piece.clientHeight / rows);
    if (Math.round(wide) !== width || Math.round(high) !== rows) onSize(wide, high);
  };
  return (
    <span
      aria-hidden
      className={styles.corner}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        began.current = { x: event.clientX, y: event.clientY, width, rows };
      }}
      onPointerMove={pulled}
      onPointerUp={() => {
        began.current = null;
      }}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
