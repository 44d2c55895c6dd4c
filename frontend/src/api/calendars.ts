/** Working calendars: those of the company and of departments, and what each date of a year would be. */
import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';

export type CalendarInfo = components['schemas']['Calendar'];
export type CalendarYear = components['schemas']['CalendarYear'];
export type CalendarDay = components['schemas']['CalendarDay'];

export type Shift = string[];
export interface SaidDay {
  works: boolean;
  title?: string | Record<string, string>;
  hours?: Shift[];
}

/** What a calendar says; the key is the server's. */
export interface CalendarDocument {
  title: string | Record<string, string>;
  holidays: string | null;
  hours: Record<string, Shift[]>;
  days: Record<string, SaidDay>;
  departments: string[];
}

export function useCalendars() {
  return useQuery({ queryKey: keys.calendars, queryFn: () => answer(client.GET('/api/v1/calendars')) });
}

/** A year as the draft would have it. */
export function useCalendarYear(year: number, document: CalendarDocument) {
  return useQuery({
    queryKey: [...keys.calendars, year, document],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: () => answer(client.POST('/api/v1/calendars/years/{year}', { params: { path: { year: String(year) } }, body: { document: { ...document } } })),
  });
}

/** Save a draft: without a key as a new calendar, else over the revision that was seen. */
export function useSaveCalendar() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ key, revision, document }: { key: string | null; revision: number; document: CalendarDocument }) => {
      const body = { document: { ...document } };
      if (key === null) return answer(client.POST('/api/v1/calendars', { body }));
      return answer(client.PUT('/api/v1/calendars/{key}', { params: { path: { key }, header: { 'If-Match': `"${revision}"` } }, body }));
    },
    onSuccess: (all) => cache.setQueryData(keys.calendars, all),
  });
}

export function useWithdrawCalendar() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ key, revision }: { key: string; revision: number }) => answer(client.DELETE('/api/v1/calendars/{key}', { params: { path: { key }, header: { 'If-Match': `"${revision}"` } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.calendars }),
  });
}

/** The company's working days, as far as the years asked for are known. */
export interface WorkedDays {
  known: boolean;
  /** Days off by date, each with the name it has. */
  off: ReadonlyMap<string, string | null>;
  /** Days worked at other hours than their weekday, such as those made up at a weekend. */
  otherwise: ReadonlyMap<string, { title: string | null; hours: Shift[] }>;
  /** Monday to Sunday. */
  week: Shift[][];
}

export function useWorkedDays(years: number[]): WorkedDays {
  return useQueries({
    queries: years.map((year) => ({
      queryKey: [...keys.calendars, year, 'off'],
      staleTime: 3_600_000,
      retry: false,
      queryFn: () => answer(client.GET('/api/v1/calendars/years/{year}/days-off', { params: { path: { year: String(year) } } })),
    })),
    combine: together,
  });
}

function together(found: { data?: components['schemas']['DaysOff'] }[]): WorkedDays {
  const years = found.flatMap(({ data }) => data ?? []);
  return {
    known: years.length > 0,
    off: new Map(years.flatMap(({ items }) => items.map(({ date, title }) => [date, title]))),
    otherwise: new Map(years.flatMap(({ otherwise }) => otherwise.map(({ date, title, hours }) => [date, { title, hours }]))),
    week: years[0]?.week ?? [],
  };
}
