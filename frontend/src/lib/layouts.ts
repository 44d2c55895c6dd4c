/** Every layout item type found in layout/<key>.tsx, by key. */
import type { AnyLayoutView } from './defineLayout';

const modules = import.meta.glob<AnyLayoutView>(['../layout/*.tsx', '!../layout/*.test.tsx'], { eager: true, import: 'default' });

export const layoutViews: ReadonlyMap<string, AnyLayoutView> = new Map(Object.values(modules).map((view) => [view.key, view]));

/** Undefined for a type this front does not know: what it holds is then drawn without it. */
export function layoutView(type: string): AnyLayoutView | undefined {
  return layoutViews.get(type);
}
