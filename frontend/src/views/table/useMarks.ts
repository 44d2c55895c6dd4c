/** Colours and buttons of the rows in sight: which conditions hold for which record is the server's to say. */
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FormInfo } from '../../api/types';
import { holdingOf } from '../../api/views';
import { blockRows, recordsIn, type Rows } from './items';
import type { ColorRule, RowAction } from './state';

export interface Marks {
  colors: ReadonlyMap<string, ColorRule>;
  /** The actions that may be done to a record now. */
  actions: (id: string) => RowAction[];
}

export function useMarks(app: string, form: FormInfo, items: Rows, [from, to]: readonly [number, number], colors: ColorRule[], actions: RowAction[]): Marks {
  const bound = useMemo(() => actions.filter((action) => action.when !== null), [actions]);
  const conditions = useMemo(() => [...colors.map(({ when }) => when), ...bound.flatMap(({ when }) => when ?? [])], [colors, bound]);
  const chunks = useMemo(() => {
    if (conditions.length === 0) return [];
    const places = Array.from({ length: to - from + 1 }, (_, at) => (from + at) * blockRows);
    return places.map((begin) => recordsIn(items, begin, begin + blockRows - 1).map(({ id }) => id)).filter((ids) => ids.length > 0);
  }, [conditions, items, from, to]);
  const answers = useQueries({ queries: chunks.map((ids) => holdingOf(app, form.key, ids, conditions)), combine: (all) => all.map((one) => one.data) });
  return useMemo(() => {
    const held = new Map(answers.flatMap((one) => Object.entries((one?.items ?? {}) as Record<string, number[]>)));
    const marked = new Map<string, ColorRule>();
    for (const [id, places] of held) {
      const color = colors[Math.min(...places, colors.length)];
      if (color) marked.set(id, color);
    }
    const open = (id: string) => actions.filter((action) => action.when === null || held.get(id)?.includes(colors.length + bound.indexOf(action)));
    return { colors: marked, actions: open };
  }, [answers, colors, actions, bound]);
}
