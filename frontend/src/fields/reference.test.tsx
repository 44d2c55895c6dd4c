/** Reference: what is special to it. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown } from './testing';

const reference = fieldView('reference')!;

test('a cell links to the record, in this app or the one its setting names', () => {
  expect(shown(reference, 'r1', { form: 'firm' }, 'Cell', '恒泰').querySelector('a')?.getAttribute('href')).toBe('/apps/demo/firm/r1');
  expect(shown(reference, 'r1', { form: 'base.customer' }, 'Cell', '恒泰').querySelector('a')?.getAttribute('href')).toBe('/apps/base/customer/r1');
});
