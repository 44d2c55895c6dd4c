/** A draft saves by itself, says what it saw, and loses nothing: not to another, not to the network, not to a closed laptop. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Doc, DraftCalls, DraftedDocument } from '../../api/drafts';
import { Problem, Unreachable } from '../../lib/problems';
import { findKept } from './kept';
import { DraftSession } from './session';

const title = (text: string): Doc => ({ kind: 'form', key: 'f', title: text });

/** What the server says of a document. */
function told(draft: Doc | null, version: number, more: Partial<DraftedDocument> = {}): DraftedDocument {
  const made = draft && { document: draft, base: 0, version, undo: version, redo: 0, changed_at: '2026-01-05T01:00:00Z', changed_by: 'Ann', holder: null, mine: true };
  return { kind: 'form', key: 'f', title: 'F', revision: 0, published: null, draft: made, ...more } as DraftedDocument;
}

const problem = (code: string, more: object = {}) => new Problem({ title: code, status: 409, code, detail: code, ...more } as never);

function opened(calls: Partial<Record<keyof DraftCalls, unknown>>, found = told(title('A'), 1)) {
  const save = vi.fn(async (document: Doc, version: number) => told(document, version + 1));
  return new DraftSession('here', { save, ...calls } as unknown as DraftCalls, found);
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => void vi.useRealTimers());

describe('saving', () => {
  it('comes by itself once the hand rests, with the version that was seen', async () => {
    const save = vi.fn(async (document: Doc, version: number) => told(document, version + 1));
    const session = opened({ save });
    session.edit(title('B'));
    session.edit(title('C'));
    expect(session.state.phase).toBe('unsaved');
    await vi.runOnlyPendingTimersAsync();
    expect(save.mock.calls).toEqual([[title('C'), 1]]);
    expect([session.state.phase, session.state.version]).toEqual(['saved', 2]);
    expect(findKept('here')).toBeNull();
  });

  it('keeps what is typed while it is under way, and saves it next', async () => {
    let answer: (found: DraftedDocument) => void = () => undefined;
    const save = vi.fn((document: Doc, version: number) => new Promise<DraftedDocument>((resolve) => (answer = () => resolve(told(document, version + 1)))));
    const session = opened({ save });
    session.edit(title('B'));
    const first = session.flush();
    await vi.advanceTimersByTimeAsync(0);
    session.edit(title('C'));
    answer(told(null, 0));
    await vi.advanceTimersByTimeAsync(0);
    expect(session.state.document).toEqual(title('C'));
    answer(told(null, 0));
    await first;
    expect(session.state.phase).toBe('saved');
    expect(save.mock.calls.at(-1)).toEqual([title('C'), 2]);
  });

  it('waits for the network and tries again', async () => {
    const save = vi.fn().mockRejectedValueOnce(new Unreachable('away')).mockResolvedValue(told(title('B'), 2));
    const session = opened({ save });
    session.edit(title('B'));
    await session.flush();
    expect(session.state.phase).toBe('waiting');
    expect(findKept('here')?.document).toEqual(title('B'));
    await vi.runOnlyPendingTimersAsync();
    expect(session.state.phase).toBe('saved');
  });

  it('tells what the server refuses for good', async () => {
    const session = opened({ save: vi.fn().mockRejectedValue(problem('limit')) });
    session.edit(title('B'));
    await session.flush();
    expect([session.state.phase, session.state.trouble]).toEqual(['refused', 'limit']);
  });
});

describe('steps', () => {
  it('are one for each act, and one for what is typed into one place', async () => {
    const save = vi.fn(async (document: Doc, version: number) => told(document, version + 1));
    const session = opened({ save });
    session.edit(title('B'));
    session.edit(title('Be'));
    session.edit({ ...title('Be'), fields: [{ key: 'a' }] });
    session.edit({ ...title('Be'), fields: [{ key: 'a' }, { key: 'b' }] });
    await session.flush();
    expect(save.mock.calls.map(([document, version]) => [document.title, (document.fields as unknown[] | undefined)?.length, version])).toEqual([
      ['Be', undefined, 1],
      ['Be', 1, 2],
      ['Be', 2, 3],
    ]);
    expect([session.state.phase, session.state.version]).toEqual(['saved', 4]);
  });
});

describe('a laptop closed in the middle', () => {
  it('goes on where it was', async () => {
    opened({}).edit(title('B'));
    const session = opened({});
    expect(session.state.document).toEqual(title('B'));
    await session.flush();
    expect(session.state.phase).toBe('saved');
  });

  it('does not write over what was saved elsewhere meanwhile', () => {
    opened({}).edit(title('B'));
    const session = opened({}, told(title('Theirs'), 5));
    expect([session.state.phase, session.state.document]).toEqual(['clash', title('B')]);
  });
});

describe('two people', () => {
  const changed = problem('draft.changed', { current: title('Theirs'), version: 7 });

  it('are told of each other, and one chooses', async () => {
    const save = vi.fn().mockRejectedValueOnce(changed).mockImplementation(async (document: Doc, version: number) => told(document, version + 1));
    const session = opened({ save, read: async () => told(title('Theirs'), 7) });
    session.edit(title('Mine'));
    await session.flush();
    expect([session.state.phase, session.state.theirs?.document]).toEqual(['clash', title('Theirs')]);
    session.edit(title('Mine still'));
    expect(session.state.phase).toBe('clash');
    await session.putMine();
    expect(save.mock.calls.at(-1)).toEqual([title('Mine still'), 7]);
  });

  it('may take what the other has', async () => {
    const session = opened({ save: vi.fn().mockRejectedValueOnce(changed), read: async () => told(title('Theirs'), 7) });
    session.edit(title('Mine'));
    await session.flush();
    await session.takeTheirs();
    expect([session.state.phase, session.state.document, session.state.version]).toEqual(['saved', title('Theirs'), 7]);
    expect(findKept('here')).toBeNull();
  });

  it('may take over, and what was typed goes on where nothing changed', async () => {
    const save = vi.fn().mockRejectedValueOnce(problem('draft.held')).mockImplementation(async (document: Doc, version: number) => told(document, version + 1));
    const session = opened({ save, hold: async () => told(title('A'), 1) });
    session.edit(title('Mine'));
    await session.flush();
    expect(session.state.phase).toBe('held');
    await session.takeOver();
    expect([session.state.phase, session.state.document]).toEqual(['saved', title('Mine')]);
  });
});

describe('undo', () => {
  it('saves first, then takes the step back', async () => {
    const undo = vi.fn(async () => told(title('A'), 3));
    const session = opened({ undo });
    session.edit(title('B'));
    await session.undo();
    expect(undo).toHaveBeenCalledWith(2);
    expect(session.state.document).toEqual(title('A'));
  });
});
