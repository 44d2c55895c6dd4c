/** Every block found in blocks/<key>.tsx, by key. */
import type { BlockView } from './defineBlock';

const modules = import.meta.glob<BlockView>(['../blocks/*.tsx', '!../blocks/*.test.tsx'], { eager: true, import: 'default' });

export const blockViews: ReadonlyMap<string, BlockView> = new Map(Object.values(modules).map((block) => [block.key, block]));
