/** The lines being filled: changed at once here, told to the form a moment later, so that a key stroke costs one row. */
import type { Values } from '../../../api/types';
import type { Range } from '../../../ui/Grid/cursor';
import { isOpen, newLine, type Line, type LineColumn } from './model';
import { sameFigures } from './working';

const tellAfter_ms = 150;
const mostSteps = 50;

export interface Snapshot {
  rows: readonly Line[];
  /** Sentences of the server by line id and column: "id/price". */
  faults: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string | null | undefined>>;
}

export class LineStore {
  private snapshot: Snapshot;
  private readonly listeners = new Set<() => void>();
  private steps: (readonly Line[])[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private told: readonly Line[] | null;
  /** What the last key stroke changed: a run of typing in one cell is one step back. */
  private stroke = '';
  private work: ((line: Line) => Line) | null = null;
  private tell: (lines: Line[] | null) => void = () => undefined;

  constructor(
    lines: readonly Line[] | null,
    private readonly columns: LineColumn[],
  ) {
    this.told = lines;
    this.snapshot = { rows: lines ?? [], faults: {}, labels: {} };
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  read = () => this.snapshot;

  get rows() {
    return this.snapshot.rows;
  }

  /** How a line is worked out, and who is told. When what stands around the lines changes, all are worked out anew. */
  serve(work: (line: Line) => Line, tell: (lines: Line[] | null) => void) {
    const anew = this.work !== null && this.work !== work;
    this.work = work;
    this.tell = tell;
    if (anew) this.put(this.rows.map(work));
  }

  /** Lines that came from elsewhere (a draft, a conflict, an answer) take the place of these. */
  follow(lines: readonly Line[] | null) {
    if (lines === this.told) return;
    this.told = lines;
    this.steps = [];
    clearTimeout(this.timer);
    this.timer = undefined;
    const worked = (lines ?? []).map((line) => this.worked(line));
    this.show({ ...this.snapshot, rows: lines ?? [] });
    // What two people changed was merged cell by cell: its formulas are worked out here.
    if (lines && !sameFigures(lines, worked, this.columns)) this.put(worked);
  }

  /** The server counts the lines that were sent; blank ones were not. */
  refuse(parts: Readonly<Record<string, string>>, sent: readonly Line[]) {
    const found = Object.entries(parts).flatMap(([place, sentence]) => {
      const [number = '', key = ''] = place.split('/');
      const line = sent[Number(number)];
      return line ? [[`${line.id}/${key}`, sentence]] : [];
    });
    this.show({ ...this.snapshot, faults: Object.fromEntries(found) });
  }

  type(id: string, key: string, value: unknown) {
    const { [`${id}/${key}`]: gone, ...faults } = this.snapshot.faults;
    const stroke = `${id}/${key}`;
    if (this.stroke !== stroke) this.keepStep();
    this.stroke = stroke;
    if (gone !== undefined) this.snapshot = { ...this.snapshot, faults };
    this.put(this.rows.map((line) => (line.id === id ? this.worked({ ...line, [key]: value }) : line)));
  }

  name(id: string, key: string, label: string | null) {
    this.show({ ...this.snapshot, labels: { ...this.snapshot.labels, [`${id}/${key}`]: label } });
  }

  named(labels: Snapshot['labels']) {
    this.show({ ...this.snapshot, labels: { ...this.snapshot.labels, ...labels } });
  }

  insert(place: number, values: Values = {}) {
    this.change([...this.rows.slice(0, place), this.worked(newLine(this.columns, values)), ...this.rows.slice(place)]);
  }

  remove({ top, bottom }: Range) {
    this.change(this.rows.filter((_, place) => place < top || place > bottom));
  }

  /** Rows of the range stand before the row that is at `to` now. */
  move({ top, bottom }: Range, to: number) {
    const moved = this.rows.slice(top, bottom + 1);
    const before = this.rows.filter((_, place) => place < to && (place < top || place > bottom));
    const after = this.rows.filter((_, place) => place >= to && (place < top || place > bottom));
    this.change([...before, ...moved, ...after]);
  }

  shift(range: Range, by: -1 | 1): boolean {
    if (by < 0 ? range.top === 0 : range.bottom === this.rows.length - 1) return false;
    this.move(range, by < 0 ? range.top - 1 : range.bottom + 2);
    return true;
  }

  clear({ top, bottom, left, right }: Range) {
    const keys = this.columns.slice(left, right + 1).filter(isOpen).map(({ key }) => key);
    const empty = Object.fromEntries(keys.map((key) => [key, null]));
    this.change(this.rows.map((line, place) => (place >= top && place <= bottom ? this.worked({ ...line, ...empty }) : line)));
  }

  /** The range's first row into the others; of a single row, the one above it. */
  fillDown({ top, bottom, left, right }: Range) {
    const from = top === bottom ? top - 1 : top;
    const source = this.rows[from];
    if (!source) return;
    const keys = this.columns.slice(left, right + 1).filter(isOpen).map(({ key }) => key);
    const filled = Object.fromEntries(keys.map((key) => [key, source[key]]));
    const labels = { ...this.snapshot.labels };
    for (const line of this.rows.slice(from + 1, bottom + 1)) for (const key of keys) labels[`${line.id}/${key}`] = labels[`${source.id}/${key}`];
    this.snapshot = { ...this.snapshot, labels };
    this.change(this.rows.map((line, place) => (place > from && place <= bottom ? this.worked({ ...line, ...filled }) : line)));
  }

  /** Values by row, beginning at `top`; rows are added as needed. Returns the ids of the rows, in order. */
  fill(top: number, values: Values[]): string[] {
    const rows = [...this.rows];
    const ids = values.map((cells, number) => {
      const line = this.worked({ ...(rows[top + number] ?? newLine(this.columns)), ...cells });
      rows[top + number] = line;
      return line.id;
    });
    this.change(rows);
    return ids;
  }

  undo() {
    const before = this.steps.pop();
    if (before) this.put(before);
  }

  /** Tells the form at once: the person leaves the grid, or sends. */
  flush = () => {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.told = this.rows.length ? this.rows : null;
    this.tell(this.told as Line[] | null);
  };

  private worked(line: Line): Line {
    return this.work ? this.work(line) : line;
  }

  private change(rows: readonly Line[]) {
    this.keepStep();
    this.stroke = '';
    this.put(rows);
  }

  private keepStep() {
    this.steps = [...this.steps.slice(-mostSteps + 1), this.rows];
  }

  private put(rows: readonly Line[]) {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.flush, tellAfter_ms);
    this.show({ ...this.snapshot, rows });
  }

  private show(snapshot: Snapshot) {
    this.snapshot = snapshot;
    for (const listener of this.listeners) listener();
  }
}
