/** Every chart found in charts/<key>.tsx, by key. */
import type { ChartView } from './defineChart';

const modules = import.meta.glob<ChartView>(['../charts/*.tsx', '!../charts/*.test.tsx'], { eager: true, import: 'default' });

export const chartViews: ReadonlyMap<string, ChartView> = new Map(Object.values(modules).map((chart) => [chart.key, chart]));
