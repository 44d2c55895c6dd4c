/** Files: what is special to it. */
import { act, renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { useUploads, type Kept } from './parts/uploads';
import { typing } from './testing';

const file = fieldView('file')!;
const real = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = real;
});

/** The server at the other end of the wire: keeps a file, or breaks off. */
function server(answer: () => Response) {
  globalThis.fetch = async () => answer();
}

const kept = () => new Response(JSON.stringify({ id: '01file', name: 'a.txt', size_bytes: 3, media_type: 'text/plain' }), { status: 201, headers: { 'Content-Type': 'application/json' } });

/** The input itself comes when it is first shown. */
const input = () => waitFor(() => document.querySelector('input') ?? Promise.reject(new Error('not there yet')));

test('a file under way holds the form back; once kept, its id alone is sent', async () => {
  server(kept);
  const given = typing(file);
  await userEvent.upload(await input(), new File(['abc'], 'a.txt', { type: 'text/plain' }));

  expect(file.problem?.(given[0], {})).toEqual({ key: 'fields.file.sending' });
  await waitFor(() => expect(file.problem?.(given.at(-1), {})).toBeNull());
  expect(file.sent?.(given.at(-1), {})).toEqual(['01file']);
});

test('a file that did not arrive is told and can be taken away', async () => {
  server(() => {
    throw new TypeError('network');
  });
  const given = typing(file);
  await userEvent.upload(await input(), new File(['abc'], 'a.txt'));
  await screen.findByText('未上传');

  expect(file.problem?.(given.at(-1), {})).toEqual({ key: 'fields.file.failed' });
  await userEvent.click(screen.getByRole('button', { name: '移除「a.txt」' }));
  expect(given.at(-1)).toBeNull();
});

test('in a cell of a line it is a button with the names, and opens what adds and removes', async () => {
  server(kept);
  const given = typing(file, [{ id: '01old', name: 'b.pdf', size_bytes: 5, media_type: 'application/pdf' }], {}, false, 'CellInput');
  await userEvent.click(await screen.findByRole('button', { name: '标题 b.pdf' }));
  await userEvent.upload(await input(), new File(['abc'], 'a.txt', { type: 'text/plain' }));
  await waitFor(() => expect(file.sent?.(given.at(-1), {})).toEqual(['01old', '01file']));
});

test('one that arrives when its cell has been left and entered again is told by the one that is there now', async () => {
  let arrive: (answer: Response) => void = () => undefined;
  const answer = new Promise<Response>((resolve) => {
    arrive = resolve;
  });
  globalThis.fetch = () => answer;
  const first: unknown[] = [];
  const { result, unmount } = renderHook(() => useUploads(null, (files) => first.push(files)));
  act(() => result.current.send(new File(['abc'], 'a.txt')));
  const under = first.at(-1) as Kept[];
  unmount();
  const second: unknown[] = [];
  const other: Kept = { id: '01b', name: 'b.txt', size_bytes: 1, media_type: 'text/plain' };
  renderHook(() => useUploads([...under, other], (files) => second.push(files)));
  await act(async () => arrive(kept()));

  await waitFor(() => expect(second).toEqual([[expect.objectContaining({ id: '01file' }), other]]));
  expect(first).toHaveLength(1);
});
