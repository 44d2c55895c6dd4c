/** One value of a line in exact words: a sheet of figures is read to the fen, not in 万. */
import { knownFields } from '../../../lib/knownFields';
import { Missing } from '../Missing';
import type { LineColumn } from './model';

interface Props {
  column: LineColumn;
  value: unknown;
  label?: string | null;
  app?: string;
}

export function LineCell({ column, value, label, app }: Props) {
  const view = knownFields.get(column.type);
  if (value === null || value === undefined || value === '') return <Missing />;
  const words = view?.text?.(value, column.settings, label ?? undefined);
  if (words) return <>{words}</>;
  return view ? <view.Cell value={value} settings={column.settings} field={column} label={label ?? undefined} app={app} /> : <>{String(value)}</>;
}
