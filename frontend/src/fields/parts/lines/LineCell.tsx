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

/** A figure that was just worked out has its places, as one that the server tells. */
function told(value: unknown, places: number | undefined): unknown {
  if (places === undefined || typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return value;
  const [whole, rest = ''] = value.split('.');
  return places > 0 ? `${whole}.${rest.padEnd(places, '0')}` : value;
}

export function LineCell({ column, value, label, app }: Props) {
  const view = knownFields.get(column.type);
  if (value === null || value === undefined || value === '') return <Missing />;
  const words = view?.text?.(told(value, view.places?.(column.settings)), column.settings, label ?? undefined);
  if (words) return <>{words}</>;
  return view ? <view.Cell value={value} settings={column.settings} field={column} label={label ?? undefined} app={app} /> : <>{String(value)}</>;
}
