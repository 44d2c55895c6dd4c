/** The columns of a field of lines, described as fields are. */
import type { FieldInfo } from '../api/types';

export function columnsOf(field: FieldInfo): FieldInfo[] | undefined {
  const { columns } = field.settings;
  // A related list names the other form's fields there.
  return Array.isArray(columns) && columns.every((column) => typeof column === 'object') ? (columns as FieldInfo[]) : undefined;
}
