/** Every view found in views/<key>.tsx, by key. */
import type { RecordView } from './defineView';

const modules = import.meta.glob<RecordView>(['../views/*.tsx', '!../views/*.test.tsx'], { eager: true, import: 'default' });

export const recordViews: ReadonlyMap<string, RecordView> = new Map(Object.values(modules).map((view) => [view.key, view]));
