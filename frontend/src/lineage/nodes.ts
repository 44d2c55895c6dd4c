/** What a node of the graph looks like, and which page is its own. */
import type { LineageNode } from '../api/types';
import type { IconName } from '../ui/Icon/Icon';

const icons: Record<string, IconName> = {
  field: 'text', form: 'table', rule: 'bolt', check: 'check', view: 'eye', metric: 'chart', workflow: 'flow', step: 'step', role: 'users',
  message: 'mail', options: 'option', parameter: 'gear', decision_table: 'columns', ranking: 'sort', app: 'apps', page: 'desktop', calendar: 'calendar',
};

export function iconOf(node: LineageNode): IconName {
  return icons[node.type] ?? 'link';
}

/** Its page; null for what has none. */
export function pageOf(node: LineageNode): string | null {
  const [app = '', form = ''] = node.form?.split('.') ?? [];
  if (node.type === 'metric') return `/apps/${node.app}/-/metrics/${node.key}`;
  if (node.type === 'view') return `/apps/${app}/${form}?view=${node.app === app ? node.key : `${node.app}.${node.key}`}`;
  if (node.type === 'parameter') return `/apps/${node.app}/-/parameters`;
  return node.form ? `/apps/${app}/${form}` : null;
}
