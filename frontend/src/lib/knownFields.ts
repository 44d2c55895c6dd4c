/** The field types by key, for types that show values of another (a formula's result). Filled by fields.ts, which imports them all. */
import type { AnyFieldView } from './defineField';

export const knownFields = new Map<string, AnyFieldView>();
