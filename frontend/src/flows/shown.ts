/** What the drawing and the list say of a step; whoever shows a workflow words it. */
import { nodeViews } from '../lib/nodes';
import type { NodeView } from '../lib/defineNode';
import type { IconName } from '../ui/Icon/Icon';

/** What a workflow's drawing begins and ends with. */
export const START = 'start';
export const END = 'end';

export type Stage = 'done' | 'now' | 'coming' | 'skipped' | 'incident';

/** A deadline beside its step. */
export interface Mark {
  title: string;
  line: string;
  fired: boolean;
  /** It is still to come, and its moment is known. */
  due: boolean;
}

export interface Shown {
  title: string;
  line: string;
  stage: Stage;
  /** Of the step, whose icon it bears. */
  type: string;
  family?: NodeView['family'];
  /** Only its title, as a beginning or an end. */
  pill?: boolean;
  times: number;
  marks: ReadonlyMap<string, Mark>;
}

export function iconOf(type: string): IconName {
  return nodeViews.get(type)?.icon ?? 'flow';
}
