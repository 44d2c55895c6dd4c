/** One form being filled, from opening to sending: keeps the draft, sends once, understands refusals. React only watches it. */
import type { FieldInfo, FormInfo, RecordItem, Values } from '../api/types';
import { fieldView } from '../lib/fields';
import { Problem } from '../lib/problems';
import { Asking, type Ask, type Verdict } from './asking';
import { Attempts } from './attempts';
import { toldBy } from './verdicts';
import { dropDraft, findDraft, keepDraft } from './drafts';
import { findLast, keepLast, pinnedValues, type LastValues } from './lastValues';
import { isEmpty, same, type Clash } from './merge';
import { formModel, type Fault, type FormModel } from './model';
import * as steps from './state';
import type { FormState } from './state';

export interface SendContext {
  /** The idempotency key of this attempt. */
  once: string;
  /** The revision the changes are based on; null for a new record. */
  revision: number | null;
  /** The checks whose warnings the person has seen and sends in spite of. */
  confirmed: string[];
}

/** What the page lends the session; it may lend new ones at every render. */
export interface Hands<Answer> {
  send: (values: Values, context: SendContext) => Promise<Answer>;
  /** `next`: another is wanted at once. */
  onSent: (answer: Answer, next: boolean) => void;
  /** The record that was picked in a field, as far as the person may see it. */
  pick?: (field: FieldInfo, id: string) => Promise<RecordItem>;
  /** The workspace's present moment in milliseconds; the device's when absent. */
  now?: number;
  /** Asks what the server says to values while they are typed; absent asks nothing. */
  ask?: Ask;
}

export interface SessionOptions<Answer> {
  form: FormInfo;
  values: Values;
  revision: number | null;
  /** Where the draft is kept; without it none is. */
  draft?: string;
  /** Where the fields that the form keeps are remembered; without it none are. */
  last?: string;
  hands: Hands<Answer>;
}

const draftDelay_ms = 400;
/** Others may save again while one retries; after so many rounds the person is asked instead. */
const mostRounds = 3;

export class FormSession<Answer = unknown> {
  state: FormState;
  /** When the draft was last kept; null when there is none. */
  keptAt: string | null = null;
  /** False once the device refused to keep a draft: leaving would then lose the input. */
  keeps = true;
  /** True when the form was opened with a draft of earlier. */
  readonly resumed: boolean;

  readonly model: FormModel;
  /** What the form began with before a draft: given values over those kept from the last time. */
  readonly began: Values;
  last: LastValues;

  private hands: Hands<Answer>;
  private readonly listeners = new Set<() => void>();
  private readonly attempts = new Attempts();
  /** What was confirmed holds for what stands in the form; who goes on typing is warned anew. */
  private confirmed: string[] = [];
  private wantsNext = false;
  /** What inputs hold by themselves, such as records of a related list; it is finished before the form is sent. */
  private readonly holds = new Map<string, () => Promise<string | null>>();
  private readonly filled = new Map<string, unknown>();
  private readonly filledLabels = new Map<string, string>();
  private readonly asking: Asking;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private snapshot: { state: FormState; keptAt: string | null; last: LastValues };

  constructor(readonly options: SessionOptions<Answer>) {
    this.hands = options.hands;
    this.model = formModel(options.revision === null ? withLists(options.form) : options.form, () => new Date(this.hands.now ?? Date.now()));
    this.last = options.last ? findLast(options.last) : { values: {}, labels: {}, loose: [] };
    this.began = { ...pinnedValues(this.last, options.form.keep_last), ...options.values };
    const draft = options.draft ? findDraft(options.draft) : null;
    this.resumed = draft !== null;
    this.keptAt = draft?.saved_at ?? null;
    this.state = steps.openForm(this.model, { values: this.began, revision: options.revision, draft });
    this.snapshot = this.seen();
    this.asking = new Asking((values, signal) => this.hands.ask?.(values, signal) ?? Promise.reject(new Error('nobody to ask')), this.hear);
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  read = () => this.snapshot;

  follow = (hands: Hands<Answer>) => {
    this.hands = hands;
  };

  get faults(): Fault[] {
    return this.model.faults(this.state.values, this.state.linkage);
  }

  type = (key: string, value: unknown) => {
    if (this.state.sending) return;
    this.confirmed = [];
    this.become(steps.typed(this.model, this.state, key, value));
    this.keepSoon();
    this.ask();
    void this.fill(key, value);
  };

  /** What a picked record fills in: fields that are empty, or that say what the last pick filled in. What was typed stays. */
  private async fill(key: string, picked: unknown) {
    const field = this.model.fields.get(key);
    const fills = Object.entries((field?.settings.fills ?? {}) as Record<string, string>);
    if (!field || fills.length === 0 || typeof picked !== 'string' || !this.hands.pick) return;
    const record = await this.hands.pick(field, picked).catch(() => null);
    if (!record || this.state.values[key] !== picked) return;
    for (const [own, theirs] of fills) {
      const now = this.state.values[own];
      // What a new form began with was not typed by anybody either.
      const begun = this.state.revision === null && same(now, this.state.base[own]);
      if (!(theirs in record.values) || !(isEmpty(now) || begun || same(now, this.filled.get(own)))) continue;
      this.filled.set(own, record.values[theirs]);
      this.filledLabels.set(own, record.labels?.[theirs] ?? '');
      this.become(steps.typed(this.model, this.state, own, record.values[theirs]));
    }
    this.keepSoon();
    this.ask();
  }

  /** The name behind an id that a pick filled in, as long as it stands. */
  filledLabel(key: string): string | undefined {
    const label = this.filledLabels.get(key);
    return label && same(this.state.values[key], this.filled.get(key)) ? label : undefined;
  }

  /** Asks the server what it says to the form as it is, if the form has anything to ask. */
  ask = () => {
    if (!this.options.form.asks || !this.hands.ask) return;
    this.asking.soon(() => ({ sent: steps.toSend(this.model, this.state), whole: this.state.values }));
  };

  stopAsking = () => this.asking.stop();

  private hear = (verdict: Verdict, of: Values) => {
    if (!this.state.sending) this.become(steps.answered(this.model, this.state, toldBy(verdict, of)));
  };

  hold = (key: string, finish: (() => Promise<string | null>) | null) => {
    if (finish) this.holds.set(key, finish);
    else this.holds.delete(key);
  };

  leave = (key: string) => this.become(steps.left(this.state, key));

  choose = (clash: Clash, taken: unknown) => {
    this.become(steps.chosen(this.model, this.state, clash, taken));
    this.keepSoon();
  };

  /** Sends what was filled in. Returns the first fault when something is missing or wrong, null otherwise. */
  submit = async (next = false): Promise<Fault | null> => {
    if (this.state.sending || this.state.clashes.length) return null;
    this.wantsNext = next;
    const [first] = this.faults;
    if (first) {
      this.become(steps.tried(this.state));
      return first;
    }
    this.asking.stop();
    this.become(steps.sending(this.state));
    const held = await this.finish();
    if (held) return held;
    for (let round = 0; round < mostRounds && this.state.sending; round += 1) await this.sendOnce(next, round === mostRounds - 1);
    return this.refusedField();
  };

  /** Inputs finish what they hold; the first that cannot keeps the form from being sent, for what was typed there would be lost. */
  private async finish(): Promise<Fault | null> {
    for (const [field, finish] of this.holds) {
      const sentence = await finish();
      if (sentence === null) continue;
      this.become({ ...this.state, sending: false, refusals: { [field]: sentence } });
      return { field, missing: false };
    }
    return null;
  }

  /** Sends in spite of the warnings that are shown. */
  confirm = async (): Promise<Fault | null> => {
    const { trouble } = this.state;
    if (trouble?.kind === 'warned') this.confirmed = [...this.confirmed, ...trouble.checks];
    return this.submit(this.wantsNext);
  };

  /** Moves a stage on and sends at once, with all that was filled in. A move that is not saved is taken back. */
  move = async (key: string, stage: string): Promise<Fault | null> => {
    const before = this.state.values[key];
    this.type(key, stage);
    const fault = await this.submit();
    if (!this.state.attempted || !(fault || this.state.trouble?.kind === 'refused')) return fault;
    const told = this.faults;
    this.type(key, before);
    // Why it was refused may hold of the move alone, and would go with it.
    this.become(steps.toldStill(this.state, told));
    return fault;
  };

  /** Whether the next form begins with this field as it was filled in last. */
  pin = (key: string, pinned: boolean) => {
    const loose = this.last.loose.filter((one) => one !== key);
    this.last = { ...this.last, loose: pinned ? loose : [...loose, key] };
    if (this.options.last) keepLast(this.options.last, this.last);
    this.tell();
  };

  discardDraft = () => {
    this.forget();
    this.become(steps.openForm(this.model, { values: this.began, revision: this.options.revision }));
  };

  /** Writes a waiting draft at once: the page is about to go. */
  keepNow = () => {
    clearTimeout(this.timer);
    const { draft } = this.options;
    if (!draft || this.timer === undefined) return;
    this.timer = undefined;
    if (!steps.isDirty(this.state)) {
      this.forget();
    } else {
      const saved_at = new Date().toISOString();
      this.keeps = keepDraft(draft, { values: this.state.values, base: this.state.base, revision: this.state.revision, saved_at });
      this.keptAt = this.keeps ? saved_at : null;
    }
    this.tell();
  };

  private async sendOnce(next: boolean, last: boolean) {
    const { revision } = this.state;
    const values = steps.toSend(this.model, this.state);
    try {
      const answer = await this.hands.send(values, { once: this.attempts.keyFor({ values, revision }), revision, confirmed: this.confirmed });
      this.attempts.answered();
      this.forget();
      this.remember(answer);
      this.become({ ...this.state, sending: false, base: this.state.values });
      this.hands.onSent(answer, next);
    } catch (error) {
      this.fail(error, last);
    }
  }

  private remember(answer: Answer) {
    const { form, last } = this.options;
    if (!last || form.keep_last.length === 0) return;
    const pick = (all: Values) => Object.fromEntries(form.keep_last.filter((key) => all[key] !== undefined).map((key) => [key, all[key]]));
    const labels = { ...this.last.labels, ...(answer as Partial<RecordItem> | null)?.labels };
    this.last = { values: pick(this.state.values), labels: pick(labels) as RecordItem['labels'], loose: this.last.loose };
    keepLast(last, this.last);
  }

  private fail(error: unknown, last: boolean) {
    const { model } = this;
    if (!(error instanceof Problem) || error.status >= 500) {
      // No answer, or none that says whether it was done: the same key is sent again.
      return this.become(steps.refused(this.state, { kind: 'unreachable' }));
    }
    // Nothing was done either; once signed in again, the same attempt goes on.
    if (error.status === 401) return this.become(steps.refused(this.state, { kind: 'signedOut' }));
    this.attempts.answered();
    const current = recordIn(error.document.current);
    if (error.status === 409 && current && this.state.revision !== null) {
      const merged = steps.met(model, this.state, current);
      return this.become(merged.clashes.length || last ? merged : { ...merged, sending: true });
    }
    if (error.status === 404 || error.status === 403) return this.become(steps.refused(this.state, { kind: 'gone' }));
    if (error.code === 'checks.unconfirmed') return this.become(steps.refused(this.state, { kind: 'warned', ...error.warnings }));
    const shown = Object.fromEntries(Object.entries(error.fieldErrors).filter(([key]) => model.writable(key, this.state.linkage)));
    const hidden = Object.entries(error.fieldErrors).flatMap(([key, sentence]) => (key in shown ? [] : [`${model.fields.get(key)?.title ?? key}：${sentence}`]));
    this.become(steps.refused(this.state, { kind: 'refused', sentence: error.message, code: error.code, others: [...error.formErrors, ...hidden] }, shown, error.partErrors));
  }

  /** The first field the server refused, as a fault to go to. */
  private refusedField(): Fault | null {
    const { refusals } = this.state;
    const key = this.model.arrangement.order.find((field) => field in refusals);
    return key ? { field: key, missing: false } : null;
  }

  private keepSoon() {
    if (!this.options.draft) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.keepNow, draftDelay_ms);
  }

  private forget() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.options.draft) dropDraft(this.options.draft);
    this.keptAt = null;
  }

  private become(state: FormState) {
    if (state === this.state) return;
    this.state = state;
    this.tell();
  }

  private seen() {
    return { state: this.state, keptAt: this.keptAt, last: this.last };
  }

  private tell() {
    this.snapshot = this.seen();
    for (const listener of this.listeners) listener();
  }
}

/** What is given to new records alone can be filled in. */
function withLists(form: FormInfo): FormInfo {
  return { ...form, fields: form.fields.map((field) => (fieldView(field.type)?.live ? { ...field, access: 'write' } : field)) };
}

function recordIn(current: unknown): RecordItem | null {
  const found = current as Partial<RecordItem> | null | undefined;
  return found && typeof found === 'object' && found.values && typeof found.revision === 'number' ? (found as RecordItem) : null;
}
