/** One block in its place: its title, what it shows or why it shows nothing, and which filter it does not follow. */
import { useTranslation } from '../i18n/useTranslation';
import type { CSSProperties } from 'react';
import type { BlockAnswer, PageBlock, PageFilter } from '../api/pages';
import type { MetricPeriod } from '../api/types';
import { blockViews } from '../lib/blocks';
import type { BlockProps } from '../lib/defineBlock';
import { listed } from '../lib/listed';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { LoadingState, Skeleton } from '../ui/States/States';
import { classes } from '../ui/classes';
import styles from './pages.module.css';

interface Props {
  block: PageBlock;
  /** Absent until it is here. */
  answer?: BlockAnswer;
  period: MetricPeriod | null;
  /** What is chosen and this block does not follow. */
  aside: PageFilter[];
  stale: boolean;
  onOpen: BlockProps<unknown>['onOpen'];
  onRetry: () => void;
}

export function Cell({ block, answer, period, aside, stale, onOpen, onRetry }: Props) {
  const { t, i18n } = useTranslation();
  const view = blockViews.get(block.type);
  const Block = view?.Block;
  const ready = answer?.state === 'ready' && Block;
  // What stands beside others in the headline strip: on a phone two in a row.
  const small = view?.titled && block.width <= 3;
  const place = { '--columns': block.width, '--half': block.width <= 3 ? 2 : block.width <= 6 ? 3 : 6, '--rows': block.rows } as CSSProperties;
  return (
    <article className={classes(styles.cell, small && styles.small, stale && styles.stale)} style={place} aria-label={block.title ?? undefined} aria-busy={!answer || stale}>
      {block.title && !(ready && view.titled) && <h2 className={classes(styles.title, view?.titled && styles.plainTitle)}>{block.title}</h2>}
      {!answer && (
        <LoadingState what={block.title ?? undefined}>
          <Skeleton rows={view?.titled ? 2 : 4} line={28} />
        </LoadingState>
      )}
      {ready && <Block answer={answer.answer} block={block} period={period} onOpen={onOpen} />}
      {answer?.state === 'closed' && (
        <p className={styles.said}>
          <Icon name="lock" /> {answer.problem?.code === 'metric.not_permitted' ? answer.problem.detail : t('states.closed.words')}
        </p>
      )}
      {answer?.state === 'failed' && (
        <div className={styles.said} role="alert">
          <p>
            <Icon name="warn" /> {answer.problem?.detail}
          </p>
          <Button size="small" onClick={onRetry}>{t('common.retry')}</Button>
        </div>
      )}
      {answer?.state === 'ready' && !Block && <p className={styles.said}>{t('pages.unknownBlock', { type: block.type })}</p>}
      {answer && aside.length > 0 && <p className={styles.aside}>{t('pages.aside', { filters: listed(aside.map((one) => one.title), i18n.language) })}</p>}
    </article>
  );
}
