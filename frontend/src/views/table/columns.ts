/** Which fields stand as columns, in which order and how wide, and why the cells of some do not open. */
import type { FieldInfo, FormInfo } from '../../api/types';
import { isComputed } from '../../form/model';
import { fieldView } from '../../lib/fields';

/** Why a cell is not written in the table: a formula, no right, or it needs more room than a row has. */
export type Closed = 'computed' | 'right' | 'elsewhere';

export interface Column {
  field: FieldInfo;
  width: number;
  align: 'left' | 'right';
  closed: Closed | null;
}

/** A column where it stands: its place among all, its left edge, and whether it stays while others pass below it. */
export interface Placed extends Column {
  place: number;
  left: number;
  frozen: boolean;
}

const mostAtFirst = 12;
export const leastWidth = 56;
export const mostWidth = 640;

export type Widths = Readonly<Record<string, number>>;

/** Those chosen in their order; without a choice the title field first, and what needs a whole row (long text, files) is shown only when chosen. */
export function columnsOf(form: FormInfo, chosen: string | null, widths: Widths = {}): Column[] {
  const ordered = form.fields.toSorted((a, b) => Number(b.key === form.title_field) - Number(a.key === form.title_field));
  const wanted = chosen?.split(',').flatMap((key) => form.fields.find((field) => field.key === key) ?? []);
  const shown = wanted ?? ordered.filter((field) => !fieldView(field.type)?.wide).slice(0, mostAtFirst);
  return (shown.length > 0 ? shown : ordered.slice(0, 1)).map((field, at) => {
    const view = fieldView(field.type);
    const usual = Math.max(view?.width ?? 140, at === 0 ? 190 : 0, titleWidth(field));
    return { field, width: bounded(widths[field.key] ?? usual), align: view?.align ?? 'left', closed: closedBy(form, field) };
  });
}

export function bounded(width: number): number {
  return Math.max(leastWidth, Math.min(mostWidth, Math.round(width)));
}

function closedBy(form: FormInfo, field: FieldInfo): Closed | null {
  const view = fieldView(field.type);
  if (isComputed(field) || view?.live) return 'computed';
  if (!form.may.change || field.access !== 'write') return 'right';
  return view?.Input && !view.wide && !view.sheet ? null : 'elsewhere';
}

/** Their places from the left. The last never stays: something must be left to pass. */
export function placed(columns: Column[], frozen: number, room: number, numberWidth: number): Placed[] {
  const kept = Math.min(frozen, columns.length - 1);
  const total = columns.reduce((sum, { width }) => sum + width, numberWidth);
  let left = numberWidth;
  return columns.map((column, place) => {
    const width = place === columns.length - 1 ? Math.max(column.width, column.width + room - total) : column.width;
    const found = { ...column, width, place, left, frozen: place < kept };
    left += width;
    return found;
  });
}

/** A title is never cut: Chinese characters count twice. */
function titleWidth(field: FieldInfo): number {
  const units = [...field.title].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? 2 : 1), 0);
  return Math.min(240, units * 6.5 + 74);
}
