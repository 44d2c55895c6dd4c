/** Which fields stand as columns, in which order and how wide. */
import type { FieldInfo, FormInfo } from '../../api/types';
import { fieldView } from '../../lib/fields';

export interface Column {
  field: FieldInfo;
  width: number;
  align: 'left' | 'right';
}

const mostAtFirst = 12;

/** Those chosen in their order; without a choice the title field first, and what needs a whole row (long text, files) is shown only when chosen. */
export function columnsOf(form: FormInfo, chosen: string | null): Column[] {
  const ordered = form.fields.toSorted((a, b) => Number(b.key === form.title_field) - Number(a.key === form.title_field));
  const wanted = chosen?.split(',').flatMap((key) => form.fields.find((field) => field.key === key) ?? []);
  const shown = wanted ?? ordered.filter((field) => !fieldView(field.type)?.wide).slice(0, mostAtFirst);
  return (shown.length > 0 ? shown : ordered.slice(0, 1)).map((field, at) => {
    const view = fieldView(field.type);
    return { field, width: Math.max(view?.width ?? 140, at === 0 ? 190 : 0, titleWidth(field)), align: view?.align ?? 'left' };
  });
}

/** A title is never cut: Chinese characters count twice. */
function titleWidth(field: FieldInfo): number {
  const units = [...field.title].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? 2 : 1), 0);
  return Math.min(240, units * 6.5 + 74);
}
