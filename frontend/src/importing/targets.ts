/** A column fills a field and perhaps others besides: what is said of each of them, as the server takes it. */
import type { ImportColumn, ImportWish } from '../api/types';

export type Target = ImportColumn['also'][number];
export type TargetPart = Partial<Pick<Target, 'field' | 'cleanings' | 'names'>>;
type ColumnWish = NonNullable<ImportWish['columns']>[number];

export const targetsOf = (column: ImportColumn): Target[] => [column, ...column.also];

/** What was said of a field that these columns fill. */
export function targetOf(columns: ImportColumn[], names: string[], field: string): Target | undefined {
  return columns.filter((column) => names.includes(column.name)).flatMap(targetsOf).find((target) => target.field === field);
}

const plain = ({ field, cleanings, names }: Target) => ({ field, cleanings, names });

/** The columns as they are, to be sent. */
export const wishes = (columns: ImportColumn[]): ColumnWish[] => columns.map((column) => ({ name: column.name, ...plain(column), also: column.also.map(plain) }));

/** With something else said of a field, in all columns that fill it. */
export function withPart(columns: ImportColumn[], names: string[], field: string, part: TargetPart): ImportColumn[] {
  const changed = (target: Target) => (target.field === field ? { ...target, ...part } : target);
  return columns.map((column) => (names.includes(column.name) ? { ...column, ...changed(column), also: column.also.map(changed) } : column));
}

/** With another field at a place of a column (0 is its first); null takes it away, and the next moves up. */
export function withField(columns: ImportColumn[], name: string, at: number, field: string | null): ImportColumn[] {
  const fresh: Target = { field, by: field ? 'person' : null, cleanings: {}, names: {} };
  return columns.map((column) => {
    if (column.name !== name) return column;
    const targets = targetsOf(column).map(({ field: key, by, cleanings, names }) => ({ field: key, by, cleanings, names }));
    targets[at] = fresh;
    const [first = fresh, ...also] = targets.filter((target, place) => target.field !== null || (place === 0 && targets.length === 1));
    return { ...column, ...first, also };
  });
}

/** Field → the columns that fill it, for fields filled by several. */
export function shared(columns: ImportColumn[]): [string, string[]][] {
  const by = new Map<string, string[]>();
  for (const column of columns) for (const { field } of targetsOf(column)) if (field) by.set(field, [...(by.get(field) ?? []), column.name]);
  return [...by].filter(([, names]) => names.length > 1);
}
