/** Charts: which types there are, the figures of one, and those as a spreadsheet. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';

type Schemas = components['schemas'];
export type ChartTypeInfo = Schemas['ChartType'];
/** `value` is exact decimal text, null without data; `at` says where the cell stands on each axis. */
export type FigureCell = Schemas['Cell'];
export type FigureItem = Schemas['AxisItem'];
export type FigureAxis = Schemas['Axis'];
export type FigureMeasure = Schemas['Measure'];
export type FigureDrill = Schemas['Drill'];
export type ChartFigures = Schemas['Figures'];
export type ChartSettings = Record<string, unknown>;

export function useChartTypes(app: string) {
  return useQuery({
    queryKey: [...keys.charts(app), 'types'],
    staleTime: Infinity,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/charts', { params: { path: { app } } })),
  });
}

/** Nothing is asked while `settings` is null. */
export function useChart(app: string, chart: string, settings: ChartSettings | null) {
  return useQuery({
    queryKey: [...keys.charts(app), chart, settings],
    enabled: settings !== null,
    placeholderData: keepPreviousData,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/charts/{chart}', { params: { path: { app, chart }, query: { settings: JSON.stringify(settings) } } })),
  });
}

/** The figures as an xlsx file, worked out anew under the reader's rights. */
export function useChartFile(app: string, chart: string) {
  return useMutation({
    mutationFn: ({ settings, title }: { settings: ChartSettings; title: string }) =>
      answer(client.POST('/api/v1/apps/{app}/charts/{chart}/file', { params: { path: { app, chart } }, body: { settings, title }, parseAs: 'blob' })) as Promise<Blob>,
  });
}
