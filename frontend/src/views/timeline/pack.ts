/** Bars that do not touch share a row: as few rows as it takes, lane by lane. */
import type { RecordItem } from '../../api/types';
import type { Shown } from '../calendar/shown';
import { spanOf, type Scale } from './scale';

export interface Track {
  /** The value of the lane's field; null where it is empty, and where there are no lanes. */
  lane: unknown;
  /** Whether the lane begins here. */
  first: boolean;
  bars: Shown[];
}

const gap = 8;
const fits = 72;
const letter = 13;
const longest = 16;

/** Whether the name stands beside the bar, as it does not fit into it. */
export function beside(width: number): boolean {
  return width < fits;
}

/** `shown` comes lane by lane, earliest first. */
export function packed(shown: Shown[], laneOf: (record: RecordItem) => unknown, scale: Scale): Track[] {
  const tracks: Track[] = [];
  let start = 0;
  const ends: number[] = [];
  for (const one of shown) {
    const lane = laneOf(one.record) ?? null;
    if (tracks.length === 0 || tracks[start]?.lane !== lane) start = tracks.length;
    const { left, width } = spanOf(scale, one.place);
    const right = left + width + (beside(width) ? Math.min(one.title.length, longest) * letter + gap : 0);
    let at = start;
    while (at < tracks.length && (ends[at] ?? 0) + gap > left) at += 1;
    if (at === tracks.length) tracks.push({ lane, first: at === start, bars: [] });
    tracks[at]?.bars.push(one);
    ends[at] = right;
  }
  return tracks;
}
