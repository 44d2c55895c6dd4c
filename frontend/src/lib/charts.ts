/** Every chart found in charts/<key>.tsx, by key. Its code, and what it needs of the drawing library, comes when it is shown. */
import type { ChartView } from './defineChart';

const modules = import.meta.glob<ChartView>(['../charts/*.tsx', '!../charts/*.test.tsx'], { import: 'default' });

/** Null for a type that this front does not know. */
export function chartLoader(key: string): (() => Promise<ChartView>) | null {
  return modules[`../charts/${key}.tsx`] ?? null;
}
