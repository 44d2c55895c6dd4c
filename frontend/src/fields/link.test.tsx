/** Link: what is special to it. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { safeAddress } from './parts/addresses';
import { shown } from './testing';

const link = fieldView('link')!;

test.each(['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', 'data:text/html,<b>', 'https:\\\\evil', 'https://bank@evil.example', '//evil.example', '\u0001javascript:1'])('%s is never opened', (value) => {
  expect(safeAddress(value)).toBeNull();
  expect(shown(link, value, {}, 'Display').querySelector('a')).toBeNull();
});

test('a page opens apart and is told nothing of where one came from', () => {
  const anchor = shown(link, 'https://example.com/').querySelector('a');

  expect(anchor?.getAttribute('href')).toBe('https://example.com/');
  expect(anchor?.getAttribute('rel')).toContain('noopener');
  expect(anchor?.textContent).toBe('example.com');
});
