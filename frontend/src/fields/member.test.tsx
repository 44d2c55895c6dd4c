/** Member: what is special to it. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown } from './testing';

test('a cell shows avatar and name, never the id', () => {
  const cell = shown(fieldView('member')!, '01kdaaaaaaaaaaaaaaaaaaaaaa', {}, 'Cell', '夏娟');

  expect(cell.textContent).toBe('娟夏娟');
});
