import { expect, it } from 'vitest';
import type { FieldInfo } from '../../api/types';
import { complete, firstOperator, readFilter } from './filter';

const field = (key: string, filters: string[]): FieldInfo => ({ key, type: 'text', title: key, required: false, settings: {}, access: 'read', filters, sortable: true });
const fields = [field('name', ['equal', 'contains', 'empty']), field('amount', ['at_least', 'between'])];

it('keeps the conditions of the URL that still make sense', () => {
  const text = JSON.stringify({ any: [{ field: 'name', operator: 'contains', value: 'a' }, { field: 'secret', operator: 'equal', value: 1 }, { field: 'amount', operator: 'equal', value: 1 }] });
  expect(readFilter(text, fields)).toEqual({ join: 'any', list: [{ field: 'name', operator: 'contains', value: 'a' }] });
});

it('takes a URL that is no filter for none', () => {
  expect(readFilter('{', fields)).toEqual({ join: 'all', list: [] });
  expect(readFilter(null, fields)).toEqual({ join: 'all', list: [] });
});

it('sends a condition only when its value is there', () => {
  const sent = [
    { operator: 'equal', value: '' },
    { operator: 'equal', value: 'x' },
    { operator: 'empty' },
    { operator: 'incomplete' },
    { operator: 'between', value: ['1', null] },
    { operator: 'between', value: ['1', '2'] },
    { operator: 'one_of', value: [] },
  ].map((one) => complete({ field: 'name', ...one }));
  expect(sent).toEqual([false, true, true, true, false, true, false]);
});

it('begins with the comparison people mean', () => expect(fields.map(firstOperator)).toEqual(['contains', 'at_least']));
