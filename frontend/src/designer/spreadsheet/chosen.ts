/** What of a spreadsheet's columns becomes a field, called how and of which type. */
import type { Proposal } from '../../api/spreadsheets';

export interface Chosen {
  wanted: boolean;
  title: string;
  type: string;
  /** The column as a field, for each type it may be. */
  fields: Proposal['columns'][number]['fields'];
}

/** The likeliest of each; columns without a cell are left out. */
export function chosenFirst(proposal: Proposal): Chosen[] {
  return proposal.columns.map(({ name, filled, fields }) => ({ wanted: filled > 0, title: name, type: String(fields[0]?.field.type), fields }));
}

export function chosenFields(chosen: readonly Chosen[]): Record<string, unknown>[] {
  return chosen.flatMap((one) => {
    const found = chosenField(one);
    return one.wanted && found ? [named(found.field, one.title.trim())] : [];
  });
}

export function chosenField({ type, fields }: Chosen) {
  return fields.find(({ field }) => field.type === type);
}

/** Whether every cell is read as it stands: then nothing has to be decided before the rows come in. */
export function allRead(chosen: readonly Chosen[]): boolean {
  return chosen.every((one) => !one.wanted || chosenField(one)?.unread === 0);
}

/** Under another name the column is still found when its rows come in. */
function named(field: Record<string, unknown>, title: string) {
  return title === '' || title === field.title ? field : { ...field, title, aliases: [field.title] };
}
