/** A field as a column of a grid: of lines, or of records. */
import type { FieldInfo } from '../../../api/types';
import { knownFields } from '../../../lib/knownFields';
import type { GridColumn } from '../../../ui/Grid/Grid';
import { LineCell } from './LineCell';
import { isRight } from './LineTable';

interface Use<Row> {
  field: FieldInfo;
  readOnly: boolean;
  app: string;
  form: string;
  /** The name behind an id that the row's cell holds. */
  named: (row: Row) => string | undefined;
  onType: (row: Row, value: unknown) => void;
  onLabel: (row: Row, words: string | null) => void;
}

export function gridColumn<Row extends Record<string, unknown>>({ field, readOnly, app, form, named, onType, onLabel }: Use<Row>): GridColumn<Row> {
  const view = knownFields.get(field.type);
  const Input = view?.CellInput ?? view?.Input;
  const empty = (value: unknown) => value === null || value === undefined || value === '';
  return {
    key: field.key,
    title: field.title,
    width: Math.max(96, (view?.width ?? 120) + 20),
    right: isRight(field),
    required: field.required,
    readOnly: readOnly || !Input,
    show: (row) => (empty(row[field.key]) ? null : <LineCell column={field} value={row[field.key]} label={named(row)} app={app} />),
    text: (row) => (empty(row[field.key]) ? '' : plainText(field, row[field.key], named(row))),
    edit: (row, id) =>
      Input && (
        <Input
          id={id}
          field={field}
          settings={field.settings}
          app={app}
          form={form}
          label={field.title}
          value={row[field.key] ?? null}
          valueLabel={named(row)}
          onLabel={(words: string | null) => onLabel(row, words)}
          onChange={(value: unknown) => onType(row, value)}
        />
      ),
  };
}

/** Numbers go to the clipboard bare, so that a spreadsheet takes them for numbers. */
export function plainText(field: FieldInfo, value: unknown, label?: string): string {
  if (typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))) return String(value);
  return knownFields.get(field.type)?.text?.(value, field.settings, label) || String(value);
}
