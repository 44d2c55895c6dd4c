/** One document being edited, from opening to leaving: saves by itself, says what it saw, keeps what could not be sent on the device. React only watches it. */
import type { Doc, DraftCalls, DraftedDocument } from '../../api/drafts';
import { Problem } from '../../lib/problems';
import { changedPath } from './changedPath';
import { dropKept, findKept, keep } from './kept';
import { rebase } from './rebase';

/** saved: the server has it. unsaved: typed just now. saving: on its way. waiting: the server cannot be reached; it is kept on the device. clash: another version is there. held: somebody else works on it. refused: it cannot be kept at all (too large). */
export type Phase = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'clash' | 'held' | 'refused';

export interface DraftState {
  /** What is edited; {} where it is to be withdrawn. */
  document: Doc;
  published: Doc | null;
  /** Of what is published; 0: nothing yet. */
  revision: number;
  /** The revision the draft was begun on. */
  base: number;
  /** Of the draft; 0 while there is none. */
  version: number;
  undo: number;
  redo: number;
  phase: Phase;
  savedAt: string | null;
  /** Who works on it, where that is somebody else. */
  holder: string | null;
  /** What the server has in a clash; null where it has no draft. */
  theirs: { document: Doc | null; version: number } | null;
  /** Why it was refused. */
  trouble: string | null;
}

const delay_ms = 700;
const retry_ms = 4_000;
const hold_ms = 60_000;

export class DraftSession {
  state: DraftState;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private holding: ReturnType<typeof setInterval> | undefined;
  private queue: Promise<void> = Promise.resolve();
  /** What is to be saved, in its order: each is a step that can be undone by itself. What is typed into one place is one. */
  private readonly sending = new Set<object>();
  private waiting: { document: Doc; path: string }[] = [];
  private readonly readings = new Set<() => Promise<unknown>>();

  /** `place` names it on this device; `told` hears of each version the server has. */
  constructor(
    readonly place: string,
    private readonly calls: DraftCalls,
    found: DraftedDocument,
    private readonly told: (found: DraftedDocument) => void = () => undefined,
  ) {
    this.state = { ...known(found), phase: 'saved', theirs: null, trouble: null };
    this.resume();
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  read = () => this.state;

  /** Another document in its place, made from `base`, the one it was drawn with; it is saved soon. What changed since then stays. */
  edit = (made: Doc, base: Doc = this.state.document) => {
    const document = rebase(base, made, this.state.document) as Doc;
    if (document === this.state.document) return;
    const path = changedPath(this.state.document, document);
    const last = this.waiting.at(-1);
    if (last && last.path === path && path !== '' && !this.sending.has(last)) last.document = document;
    else this.waiting.push({ document, path });
    const stands = this.state.phase === 'clash' || this.state.phase === 'held';
    this.set({ document, phase: stands ? this.state.phase : 'unsaved', redo: 0 });
    keep(this.place, { document, version: this.state.version });
    if (stands) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay_ms);
  };

  /** Saves what is not saved yet. */
  flush = (): Promise<void> => {
    clearTimeout(this.timer);
    this.queue = this.queue.then(() => this.save());
    return this.queue;
  };

  /** What becomes part of the document only once it was read, such as formula text; `finish` reads it now. Gives what ends that. */
  reading = (finish: () => Promise<unknown>) => {
    this.readings.add(finish);
    return () => void this.readings.delete(finish);
  };

  /** Saves everything typed so far, read or not: before it is checked as a whole. */
  settle = async (): Promise<void> => {
    await Promise.all([...this.readings].map((finish) => finish()));
    return this.flush();
  };

  undo = () => this.step((version) => this.calls.undo(version));
  redo = () => this.step((version) => this.calls.redo(version));
  /** An earlier revision becomes the draft. */
  restore = (revision: number) => this.step((version) => this.calls.restore(revision, version));
  /** The draft will replace what was published meanwhile. */
  keepMine = () => this.step((version) => this.calls.keep(version));

  /** Throws the draft away: what is published stands again. */
  discard = () =>
    this.step(async (version) => {
      if (version > 0) await this.calls.discard(version);
      return this.calls.read();
    });

  /** What is published will hold no more once the draft is published. */
  withdraw = () => {
    this.edit({});
    return this.flush();
  };

  /** What the server has now, as after publishing. */
  reload = async () => {
    await this.flush();
    if (this.state.phase === 'saved') this.adopt(await this.calls.read());
  };

  /** In a clash: what the other one has, or one's own over it. */
  takeTheirs = async () => {
    dropKept(this.place);
    this.adopt(await this.calls.read());
  };

  putMine = () => {
    this.waiting = [];
    this.set({ version: this.state.theirs?.version ?? this.state.version, theirs: null, phase: 'unsaved' });
    return this.flush();
  };

  /** Goes on where another works; his page is told with his next save. */
  takeOver = async () => {
    const mine = this.state.document;
    const changed = findKept(this.place) !== null;
    const found = await this.calls.hold(true);
    const version = found.draft?.version ?? 0;
    if (!changed) return this.adopt(found);
    if (version !== this.state.version) return this.set({ holder: null, phase: 'clash', theirs: { document: (found.draft?.document as Doc) ?? null, version } });
    this.set({ document: mine, holder: null, phase: 'unsaved' });
    return this.flush();
  };

  /** What is needed while the page is open; gives what to do when it is left. */
  open = () => {
    this.holding = setInterval(() => void this.sayHeld(), hold_ms);
    const hidden = () => {
      if (document.visibilityState === 'hidden') void this.flush();
    };
    document.addEventListener('visibilitychange', hidden);
    return () => {
      clearInterval(this.holding);
      document.removeEventListener('visibilitychange', hidden);
      void this.flush().then(() => (this.state.version > 0 ? this.calls.leave().catch(() => undefined) : undefined));
    };
  };

  private async sayHeld() {
    if (this.state.version === 0 || this.state.phase !== 'saved') return;
    await this.calls.hold(false).catch((error: unknown) => this.refused(error));
  }

  /** What a page that ended without saying so had not sent. */
  private resume() {
    const kept = findKept(this.place);
    if (!kept) return;
    if (kept.version === this.state.version) this.edit(kept.document);
    else this.set({ document: kept.document, phase: 'clash', theirs: { document: this.state.version > 0 ? this.state.document : null, version: this.state.version } });
  }

  private async save(): Promise<void> {
    while (this.state.phase === 'unsaved' || this.state.phase === 'waiting') {
      const next = this.waiting[0] ?? { document: this.state.document, path: '' };
      this.sending.add(next);
      this.set({ phase: 'saving' });
      try {
        const found = await this.calls.save(next.document, this.state.version);
        if (this.waiting[0] === next) this.waiting.shift();
        const more = this.waiting.length > 0;
        const typed = this.state.document;
        this.set({ ...known(found), ...(more && { document: typed }), phase: more ? 'unsaved' : 'saved', theirs: null, trouble: null });
        if (more) keep(this.place, { document: typed, version: this.state.version });
        else dropKept(this.place);
        this.told(found);
      } catch (error) {
        this.refused(error);
        return;
      }
    }
  }

  private async step(call: (version: number) => Promise<DraftedDocument>) {
    await this.flush();
    if (this.state.phase !== 'saved') return;
    try {
      this.adopt(await call(this.state.version));
    } catch (error) {
      this.refused(error);
    }
  }

  private adopt(found: DraftedDocument) {
    this.waiting = [];
    this.set({ ...known(found), phase: 'saved', theirs: null, trouble: null });
    this.told(found);
  }

  private refused(error: unknown) {
    if (!(error instanceof Problem)) {
      this.set({ phase: 'waiting' });
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.flush(), retry_ms);
      return;
    }
    const more = error.document as { current?: Doc | null; version?: number };
    if (error.code === 'draft.changed') this.set({ phase: 'clash', theirs: { document: more.current ?? null, version: more.version ?? 0 } });
    else if (error.code === 'draft.held') this.set({ phase: 'held', trouble: error.message });
    else this.set({ phase: 'refused', trouble: error.message });
  }

  private set(part: Partial<DraftState>) {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

function known(found: DraftedDocument): Omit<DraftState, 'phase' | 'theirs' | 'trouble'> {
  const { draft } = found;
  const published = found.published as Doc | null;
  return {
    document: (draft ? draft.document : (published ?? {})) as Doc,
    published,
    revision: found.revision,
    base: draft?.base ?? found.revision,
    version: draft?.version ?? 0,
    undo: draft?.undo ?? 0,
    redo: draft?.redo ?? 0,
    savedAt: draft?.changed_at ?? null,
    holder: draft && !draft.mine ? draft.holder : null,
  };
}
