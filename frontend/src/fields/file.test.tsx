/** Files: what is special to it. */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
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
