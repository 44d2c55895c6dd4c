/** The columns of a field of lines, described as fields are. */
import type { FieldInfo } from '../api/types';

export function columnsOf(field: FieldInfo): FieldInfo[] | undefined {
  const { columns } = field.settings;
  return Array.isArray(columns) ? (columns as FieldInfo[]) : undefined;
}
