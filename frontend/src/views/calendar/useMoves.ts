/** Moving records on the calendar: pulled with the pointer or by keys, shown where they would stand, changed by the ordinary change. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { FormInfo, RecordItem } from '../../api/types';
import { isComputed } from '../../form/model';
import { useGrip } from '../parts/useGrip';
import { useMoving } from '../parts/useMoving';
import { daysBetween, placeOf, type Times } from './days';
import { hasLength, movedBy, step_min, type Step } from './hours';
import { placeText, type Shown } from './shown';

export const hour_px = 44;

interface Grip {
  record: RecordItem;
  day: string;
  minute: number | null;
  edge: Step['edge'];
}

export interface Moves {
  /** Whether records can be moved at all, and made longer. */
  may: boolean;
  ends: boolean;
  moving: ReadonlySet<string>;
  /** The record that is being pulled. */
  pulled: string | null;
  keys: (event: KeyboardEvent, record: RecordItem, fine: boolean) => void;
}

export function useMoves(app: string, form: FormInfo, times: Times, shown: Shown[]) {
  const { move, moving, refusal, dismiss } = useMoving(app, form);
  const may = form.may.change && [times.starts, times.ends].every((field) => !field || (field.access === 'write' && !isComputed(field)));
  const [pulled, setPulled] = useState<{ record: RecordItem; step: Step } | null>(null);
  const underWay = pulled !== null && moving.has(pulled.record.id);
  const was = useRef(false);
  useEffect(() => {
    // Where it was dropped it stays until the server has answered.
    if (was.current && !underWay) setPulled(null);
    was.current = underWay;
  }, [underWay]);
  const change = (record: RecordItem, step: Step): boolean => {
    const values = movedBy(record, times, step);
    if (!values || moving.has(record.id)) return false;
    const place = placeOf({ ...record, values: { ...record.values, ...values } }, times);
    const back = Object.fromEntries(Object.keys(values).map((key) => [key, record.values[key]]));
    move({ record, values, where: place ? placeText(place) : '', back });
    return true;
  };
  const grip = useGrip<Grip>({
    take: (event) => {
      const target = event.target as HTMLElement;
      const id = target.closest<HTMLElement>('[data-record]')?.dataset.record;
      const record = may && id !== undefined && !moving.has(id) ? shown.find((one) => one.record.id === id)?.record : undefined;
      const spot = record && spotAt(event);
      const edge = target.dataset.edge;
      return record && spot ? { record, ...spot, edge: edge === 'start' || edge === 'end' ? edge : null } : null;
    },
    pull: ({ record, day, minute, edge }, to) => {
      const spot = spotAt({ clientX: to.x, clientY: to.y });
      if (!spot) return;
      const minutes = minute === null || spot.minute === null ? 0 : Math.round((spot.minute - minute) / step_min) * step_min;
      const step = { days: daysBetween(day, spot.day), minutes, edge };
      if (movedBy(record, times, step)) setPulled({ record, step });
    },
    drop: () => {
      if (!pulled) return;
      const { days, minutes } = pulled.step;
      if ((days === 0 && minutes === 0) || !change(pulled.record, pulled.step)) setPulled(null);
    },
    leave: () => setPulled(null),
  });
  const frame = useRef<HTMLElement | null>(null);
  const kept = useRef<string | null>(null);
  useEffect(() => {
    // A record moved by keys keeps the focus where it now stands.
    if (kept.current === null || moving.has(kept.current)) return;
    frame.current?.querySelector<HTMLElement>(`[data-record="${kept.current}"]`)?.focus();
    kept.current = null;
  }, [moving]);
  const keys = (event: KeyboardEvent, record: RecordItem, fine: boolean) => {
    if (!event.altKey || event.nativeEvent.isComposing || !may) return;
    const length = event.shiftKey;
    const by = {
      ArrowLeft: { days: -1, minutes: 0 },
      ArrowRight: { days: 1, minutes: 0 },
      ArrowUp: fine ? { days: 0, minutes: -step_min } : { days: -7, minutes: 0 },
      ArrowDown: fine ? { days: 0, minutes: step_min } : { days: 7, minutes: 0 },
    }[event.key];
    if (!by || (length && !hasLength(times))) return;
    event.preventDefault();
    if (change(record, { ...by, edge: length ? 'end' : null })) kept.current = record.id;
  };
  const { ref, ...handlers } = grip;
  const where = useMemo(() => {
    if (!pulled) return shown;
    const values = movedBy(pulled.record, times, pulled.step);
    const there = values && { ...pulled.record, values: { ...pulled.record.values, ...values } };
    return shown.map((one) => (one.record.id === pulled.record.id ? { ...one, place: (there && placeOf(there, times)) ?? one.place } : one));
  }, [shown, pulled, times]);
  return {
    /** The records where they stand while one is being pulled. */
    shown: where,
    moves: { may, ends: may && hasLength(times), moving, pulled: pulled?.record.id ?? null, keys } satisfies Moves,
    refusal,
    dismiss,
    grip: {
      ...handlers,
      ref: (node: HTMLElement | null) => {
        frame.current = node;
        ref(node);
      },
    },
  };
}

/** The day below the pointer, and the minute where hours are drawn. */
function spotAt({ clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>): { day: string; minute: number | null } | null {
  const cell = document.elementsFromPoint(clientX, clientY).find((node): node is HTMLElement => node instanceof HTMLElement && node.dataset.day !== undefined);
  if (!cell) return null;
  const minute = cell.dataset.hours === undefined ? null : ((clientY - cell.getBoundingClientRect().top) / hour_px) * 60;
  return { day: cell.dataset.day ?? '', minute };
}
