/** One thing that stands on a page, drawn from what the server answered for it. */
import type { ComponentType } from 'react';
import type { MetricInfo, MetricPeriod } from '../api/types';
import type { PageBlock } from '../api/pages';

/** A metric as blocks are told of it: with the app it is of. */
export interface BlockMetric extends MetricInfo {
  app: string;
}

export interface BlockProps<Answer> {
  /** As its type of blocks answers; see platform/runtime/pages/blocks/<key>.py. */
  answer: Answer;
  block: PageBlock;
  /** What the page is about. */
  period: MetricPeriod | null;
  /** Opens the records behind a figure of the block; `value` is JSON of the dimension's value. */
  onOpen: (metric: BlockMetric, place?: { period?: string; by?: string; value?: string }) => void;
}

export interface BlockView<Answer = any> {
  key: string;
  /** It says its own title. */
  titled?: true;
  Block: ComponentType<BlockProps<Answer>>;
}

export function defineBlock<Answer>(block: BlockView<Answer>): BlockView<Answer> {
  return block;
}
