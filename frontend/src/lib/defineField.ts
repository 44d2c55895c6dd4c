/** What a field type tells the front: how it is typed in, how it stands in a table cell and how a record page shows it. */
import type { ComponentType } from 'react';
import type { IconName } from '../ui/Icon/Icon';
import type { FieldInfo, Values } from '../api/types';
import type { Types } from '../expressions/tree';
import type { Type } from '../expressions/values';

/** Props of every input. `id` and `invalid` are passed on to a `ui/` part, which makes the label and aria links. */
export interface InputProps<Value, Settings> {
  id: string;
  value: Value;
  onChange: (value: Value) => void;
  onBlur?: () => void;
  settings: Settings;
  field: FieldInfo;
  label: string;
  required?: boolean;
  readOnly?: boolean;
  invalid?: boolean;
  describedBy?: string;
  autoFocus?: boolean;
  /** Text the server gave for a stored id (member, reference). */
  valueLabel?: string;
  /** Told the name behind an id that was chosen. */
  onLabel?: (label: string | null) => void;
  /** Names behind the ids within a value of lines, by "field/line id/column". */
  labels?: Labels;
  /** Sentences by place within the value, such as "3/price". */
  parts?: Readonly<Record<string, string>>;
  /** Told how to finish what the input still holds by itself before the form is sent; it gives a sentence for what keeps the form back, or null. */
  onHold?: (finish: (() => Promise<string | null>) | null) => void;
  /** What formulas within the value read of the record and the parameters. */
  around?: Around;
  app: string;
  form: string;
  /** The record that is changed; absent for a new one. */
  record?: string;
}

export type Labels = Readonly<Record<string, string | null | undefined>>;

export interface Around {
  record: Values;
  param: Values;
  types: Types;
  /** The record is not there yet. */
  fresh?: boolean;
}

export interface CellProps<Value, Settings> {
  value: Value;
  settings: Settings;
  field: FieldInfo;
  /** Text the server gave for a stored id (member, reference). */
  label?: string;
  /** Names behind the ids within a value of lines, by "field/line id/column". */
  labels?: Labels;
  /** The record that shows it, and the form it is of. */
  record?: string;
  form?: string;
  /** Words of the running search, to underline. */
  hit?: string;
  app?: string;
}

export interface FilterProps {
  field: FieldInfo;
  operator: string;
  value: unknown;
  onChange: (value: unknown) => void;
  label: string;
  app: string;
  form: string;
}

/** A cell of a line (`column`), or a whole line that one deleted (null on his side), of which two people said something else. */
export interface ClashPart {
  line: string;
  column: string | null;
  /** Where the line stands, from 1. */
  number: number;
  mine: unknown;
  theirs: unknown;
}

export interface MergedValue<Value> {
  value: Value;
  clash: boolean;
  /** What has to be chosen, where that is less than the whole value. */
  parts?: ClashPart[];
}

export interface FieldFault {
  key: string;
  words?: Record<string, string | number>;
  /** What is wrong within it, told as "fault" among the words. */
  within?: FieldFault;
}

export interface FieldView<Value = unknown, Settings = Record<string, unknown>> {
  key: string;
  icon: IconName;
  /** Under which heading of the form designer's palette it stands, and where there; among all others when absent. */
  palette?: readonly ['common' | 'relations' | 'evidence', number];
  Input: ComponentType<InputProps<Value, Settings>>;
  /** Used in a grid's cell, one line of 36 px, in place of Input. */
  CellInput?: ComponentType<InputProps<Value, Settings>>;
  /** Used on phones in place of Input. */
  PhoneInput?: ComponentType<InputProps<Value, Settings>>;
  /** One line, for a table cell of 36 px. */
  Cell: ComponentType<CellProps<Value, Settings>>;
  /** For record pages and drawers; Cell when absent. */
  Display?: ComponentType<CellProps<Value, Settings>>;
  /** Used on phones in place of Display. */
  PhoneDisplay?: ComponentType<CellProps<Value, Settings>>;
  /** The value part of a filter sentence; a text input when absent. */
  Filter?: ComponentType<FilterProps>;
  align?: 'left' | 'right';
  /** Usual column width in px. */
  width?: number;
  /** Takes the full row of a two-column form. */
  wide?: boolean;
  /** A record page shows it below the facts, as wide as the page. */
  sheet?: boolean;
  /** Its value is lines; a file may give each a row of its own. */
  lined?: boolean;
  /** It asks for what it shows by itself; only a record that is still to be made has a value of it, made together with the record. */
  live?: boolean;
  /** What the column header adds after the title, such as a unit: (万元). */
  headerUnit?: (settings: Settings, locale: string) => string | null;
  /** What is wrong with a value that was typed, as a translation key and its words; the server judges again. */
  problem?: (value: Value, settings: Settings) => FieldFault | null;
  /** To how many decimals the server rounds what an expression gives; absent where it does not. */
  places?: (settings: Settings) => number | undefined;
  /** The type under which expressions see a value; text when absent. */
  expressionType?: (settings: Settings) => Type;
  /** What is sent to the server for a value; the value itself when absent. */
  sent?: (value: Value, settings: Settings) => unknown;
  /** Two people changed it: the value of both, and whether somebody has to choose. Absent where a value is one whole. */
  merge?: (base: Value, mine: Value, theirs: Value, settings: Settings) => MergedValue<Value>;
  /** The value with a part as it was chosen. */
  withPart?: (value: Value, part: ClashPart, taken: unknown) => Value;
  /** Its value belongs to one record and is not copied to another. */
  once?: boolean;
  /** It stays with its record when records are merged. */
  stays?: boolean;
  /** What expressions see in place of a value that is no plain one. */
  seen?: (value: Value, settings: Settings) => unknown;
  /** The Input is several controls (chips, photos), which a label cannot point at. */
  group?: boolean;
  /** The same of PhoneInput. */
  phoneGroup?: boolean;
  /** Plain text of a value, for titles, history and sentences. */
  text?: (value: Value, settings: Settings, label?: string) => string;
  /** The same as short as people say it (¥260.0 万), where that is not `text`. */
  brief?: (value: Value, settings: Settings, locale: string) => string | undefined;
}

// `any`: the registry holds field types of every value type; each file is checked by its own call of defineField.
export type AnyFieldView = FieldView<any, any>;

export function defineField<Value, Settings = Record<string, unknown>>(view: FieldView<Value, Settings>): AnyFieldView {
  return view;
}
