/** Phone number: what is special to it. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown } from './testing';

const phone = fieldView('phone')!;

test('a mobile number is read in groups and can be called; a masked one cannot', () => {
  expect(shown(phone, '17711069927').textContent).toBe('177 1106 9927');
  expect(shown(phone, '17711069927', {}, 'Display').querySelector('a')?.getAttribute('href')).toBe('tel:17711069927');
  expect(shown(phone, '177****9927', {}, 'Display').querySelector('a')).toBeNull();
});

test.each(['138 0000 0000', '+86 138-0000-0000', '０５７４-８７６５４３２１', '4008001234', '+4915112345678'])('%s is a number', (typed) => {
  expect(phone.problem?.(typed, {})).toBeNull();
});

test.each(['1386004804', '138000000001', '12345678901', 'none'])('%s is none', (typed) => {
  expect(phone.problem?.(typed, {})).toEqual({ key: 'fields.phone.odd' });
});
