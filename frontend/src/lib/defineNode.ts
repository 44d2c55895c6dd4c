/** What a node type looks like wherever a process is shown. */
import type { IconName } from '../ui/Icon/Icon';

export interface NodeView {
  key: string;
  icon: IconName;
  /** Who moves it on: people, a rule, or the platform by itself. */
  family: 'people' | 'rule' | 'platform';
  /** What BPMN calls it; a service task when absent. */
  bpmn?: string;
}

export function defineNode(node: NodeView): NodeView {
  return node;
}
