/** Long text: what is special to it. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown } from './testing';

const longText = fieldView('long_text')!;

test('a cell puts lines on one line, a page keeps them', () => {
  expect(shown(longText, '一\n  二').textContent).toBe('一 二');
  expect(shown(longText, '一\n  二', {}, 'Display').textContent).toBe('一\n  二');
});
