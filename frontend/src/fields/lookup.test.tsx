/** Lookup: shown as the type of its result. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown } from './testing';

test('it is shown as its result’s type', () => {
  const settings = { result: 'currency', result_settings: { currency: 'CNY' } };
  expect(shown(fieldView('lookup')!, '1200.50', settings, 'Display').textContent).toContain('1,200.50');
});
