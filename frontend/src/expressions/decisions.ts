/** Decision tables as a call in an expression: the server tells the rows of open ones, and both give the same outputs. */
import { fault } from './faults';
import { ExpressionError, type Operator } from './nodes';
import { compare, decimal, equal, isDecimal, parse, type Decimal, type Type, type Value } from './values';

/** One of the texts, none of them, or between two ends; null takes any value. */
type ToldCell = null | { values: unknown[] } | { except: unknown[] } | { low?: unknown; high?: unknown; low_open?: boolean; high_open?: boolean };

export interface TableInfo {
  hit: string;
  collect: string;
  inputs: { key: string; type: Type }[];
  /** `type` of each row's value, `gives` of what comes out under the hit policy. */
  outputs: { key: string; type: Type; gives: Type }[];
  otherwise: unknown[] | null;
  valid_by: number | null;
  tier: number | null;
  rows: { cells: ToldCell[]; valid: ToldCell; outputs: unknown[] }[];
}

export type Tables = Readonly<Record<string, TableInfo>>;

interface Bounds {
  low: Value;
  high: Value;
}

interface Row {
  cells: ((value: Value) => boolean)[];
  valid: (value: Value) => boolean;
  outputs: Value[];
  slice: Bounds | null;
}

/** The operator for a call of `name`, its arguments in the order of the table's inputs. Throws ExpressionError. */
export function decisionOperator(tables: Tables, name: string, output: string | undefined, pointer: string): { row: Operator; inputs: string[] } {
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  const place = table ? (output === undefined && table.outputs.length === 1 ? 0 : table.outputs.findIndex(({ key }) => key === output)) : -1;
  if (!table || place < 0) throw new ExpressionError('expression.unknown_name', pointer);
  const takes = table.inputs.map(({ type }) => (type === 'date' ? 'day' : type));
  const rows = readRows(table);
  return {
    inputs: table.inputs.map(({ key }) => key),
    row: {
      key: 'decide', takes, gives: table.outputs[place]?.gives ?? 'any', least: takes.length, most: takes.length, cycle: 1, nulls: 'own', reads: [], asks: '',
      run: (...values) => decide(table, rows, values, place),
    },
  };
}

function readRows(table: TableInfo): Row[] {
  return table.rows.map(({ cells, valid, outputs }) => {
    const kinds = table.inputs.map(({ type }, i) => (i === table.tier ? 'decimal' : type));
    const tier = table.tier === null ? null : cells[table.tier];
    return {
      cells: cells.map((cell, i) => fitting(cell, kinds[i] ?? 'text')),
      valid: fitting(valid, 'date'),
      outputs: outputs.map((value, i) => readValue(value, table.outputs[i]?.type ?? 'text')),
      slice: tier && !('values' in tier) && !('except' in tier) ? { low: readValue(tier.low ?? null, 'decimal'), high: readValue(tier.high ?? null, 'decimal') } : null,
    };
  });
}

function readValue(value: unknown, type: Type): Value {
  if (value === null || value === undefined || typeof value === 'boolean') return value ?? null;
  return type === 'text' || type === 'date' ? String(value) : parse(String(value), type);
}

function fitting(cell: ToldCell, type: Type): (value: Value) => boolean {
  if (cell === null) return () => true;
  if ('values' in cell || 'except' in cell) {
    const wanted = ('values' in cell ? cell.values : cell.except).map((value) => readValue(value, type));
    const among = (value: Value) => wanted.some((one) => equal(one, value));
    return 'values' in cell ? among : (value) => value !== null && !among(value);
  }
  const { low, high } = { low: readValue(cell.low ?? null, type), high: readValue(cell.high ?? null, type) };
  return (value) => {
    if (value === null) return false;
    const above = low === null ? 1 : compare(value, low);
    const below = high === null ? -1 : compare(value, high);
    return (cell.low_open ? above > 0 : above >= 0) && (cell.high_open ? below < 0 : below <= 0);
  };
}

function decide(table: TableInfo, rows: Row[], values: Value[], place: number): Value {
  const otherwise = () => readValue(table.otherwise?.[place] ?? null, table.outputs[place]?.type ?? 'text');
  if (table.tier !== null) return progressive(table, rows, values, table.tier, place, otherwise);
  const met = rows.filter((row) => meets(table, row, values, null));
  if (table.hit === 'collect') return collected(table, met, place, otherwise);
  const [first, second] = met;
  if (!first) return otherwise();
  return second && table.hit === 'unique' ? fault('not_unique') : (first.outputs[place] ?? null);
}

function meets(table: TableInfo, row: Row, values: Value[], but: number | null): boolean {
  const day = table.valid_by === null ? null : (values[table.valid_by] ?? null);
  return row.valid(day) && row.cells.every((fits, i) => i === but || fits(values[i] ?? null));
}

function collected(table: TableInfo, met: Row[], place: number, otherwise: () => Value): Value {
  if (table.collect === 'count') return decimal(met.length);
  if (!met.length && table.otherwise !== null) return otherwise();
  const found = met.map((row) => row.outputs[place] ?? null).filter((value) => value !== null);
  if (table.collect === 'list') return found;
  if (table.collect === 'sum') return found.reduce<Decimal>((sum, value) => sum.plus(value as Decimal), decimal(0));
  const [first = null, ...rest] = found;
  return rest.reduce((best, value) => (table.collect === 'min' ? compare(value, best) < 0 : compare(value, best) > 0) ? value : best, first);
}

/** Each slice of the number counts at the rate of the row whose range it lies in. */
function progressive(table: TableInfo, rows: Row[], values: Value[], tier: number, place: number, otherwise: () => Value): Value {
  const amount = values[tier] ?? null;
  if (!isDecimal(amount)) return null;
  let total = decimal(0);
  let met = false;
  for (const row of rows.filter((one) => meets(table, one, values, tier))) {
    met ||= row.cells[tier]?.(amount) === true;
    const low = isDecimal(row.slice?.low) ? row.slice.low : decimal(0);
    const high = isDecimal(row.slice?.high) && row.slice.high.lt(amount) ? row.slice.high : amount;
    const rate = row.outputs[place];
    if (high.gt(low) && isDecimal(rate)) total = total.plus(high.minus(low).times(rate));
  }
  return met ? total : otherwise();
}
