/** The rows of a spreadsheet as cells of a decision table: columns are known by their titles. */
import type { Column } from './table';

export interface Arranged {
  /** A line for each row, a text for each column of the table; what the file does not have is empty. */
  cells: string[][];
  /** Columns of the table that the file does not have, and columns of the file that the table does not have. */
  missing: string[];
  unknown: string[];
}

const folded = (title: string) => title.replaceAll(/\s/g, '').toLowerCase();

export function arranged(columns: readonly Column[], titleOf: (column: Column) => string, names: readonly string[], rows: readonly (readonly string[])[]): Arranged {
  const places = columns.map((column) => names.findIndex((name) => [titleOf(column), column.part?.key ?? column.key].some((one) => folded(one) === folded(name))));
  const cells = rows.map((row) => places.map((place) => (place < 0 ? '' : (row[place] ?? '')))).filter((line) => line.some((text) => text !== ''));
  return {
    cells,
    missing: columns.filter((column, at) => places[at] === -1 && column.side !== 'own').map(titleOf),
    unknown: names.filter((name, at) => name !== '' && !places.includes(at)),
  };
}
