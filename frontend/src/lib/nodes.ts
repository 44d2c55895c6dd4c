/** Every node type found in nodes/<key>.tsx, by key. */
import type { NodeView } from './defineNode';

const modules = import.meta.glob<NodeView>(['../nodes/*.tsx', '!../nodes/*.test.tsx'], { eager: true, import: 'default' });

export const nodeViews: ReadonlyMap<string, NodeView> = new Map(Object.values(modules).map((node) => [node.key, node]));
