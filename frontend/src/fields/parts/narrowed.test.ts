/** Narrowing a picker: the condition with what stands in the form. */
import { expect, test } from 'vitest';
import { deciding, narrowed } from './narrowed';

const condition = { and: [{ '==': [{ var: 'row.customer' }, { var: 'this.customer' }] }, { '==': [{ var: 'row.open' }, true] }] };

test('what this record says is written in, what the other says becomes the record of the list', () => {
  expect(narrowed(condition, { customer: 'c1' })).toEqual({ formula: { and: [{ '==': [{ var: 'record.customer' }, 'c1'] }, { '==': [{ var: 'record.open' }, true] }] } });
});

test('it waits until the fields that it reads are filled', () => {
  expect(narrowed(condition, {})).toBeNull();
  expect(narrowed(null, { customer: 'c1' })).toBeNull();
});

test('people are asked for with the values that decide, once all of them are there', () => {
  const narrow = { and: [{ in: [{ var: 'this.unit' }, { var: 'person.within' }] }, { in: ['buyer', { var: 'person.roles' }] }] };

  expect(deciding(narrow, { unit: 'd1', other: 'x' })).toEqual({ unit: 'd1' });
  expect(deciding(narrow, { other: 'x' })).toBeNull();
  expect(deciding({ in: ['buyer', { var: 'person.roles' }] }, {})).toEqual({});
  expect(deciding(null, { unit: 'd1' })).toBeNull();
});
