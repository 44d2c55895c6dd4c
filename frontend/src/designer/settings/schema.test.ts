import { expect, test } from 'vitest';
import { reshaped, resolved, type Schema } from './schema';

const shape = (type: string, more: Schema['properties'], required: string[] = []): Schema => ({ type: 'object', required: ['type', ...required], properties: { type: { const: type }, ...more } });
const summed: Schema = {
  type: 'object',
  required: ['type'],
  properties: { type: { enum: ['count', 'sum', 'rank'] } },
  oneOf: [shape('count', {}), shape('sum', { field: { type: 'string' } }, ['field']), shape('rank', { field: { type: 'string' }, at: { type: 'integer', minimum: 1 } }, ['field', 'at'])],
};

test('of shapes told apart by a type the one that is said brings its members, and the type stays a choice', () => {
  expect(Object.keys(resolved(summed, { type: 'sum' }).properties ?? {})).toEqual(['type', 'field']);
  expect(resolved(summed, { type: 'sum' }).properties?.type?.enum).toEqual(['count', 'sum', 'rank']);
  expect(Object.keys(resolved(summed, { type: 'count' }).properties ?? {})).toEqual(['type']);
});

test('another shape keeps what it knows and gets the least it needs', () => {
  expect(reshaped(summed, { type: 'sum', field: 'price' }, { type: 'rank', field: 'price' })).toEqual({ type: 'rank', field: 'price', at: 1 });
  expect(reshaped(summed, { type: 'rank', field: 'price', at: 2 }, { type: 'count', field: 'price', at: 2 })).toEqual({ type: 'count' });
  expect(reshaped(summed, { type: 'sum' }, { type: 'sum', field: 'price' })).toEqual({ type: 'sum', field: 'price' });
});

test('what the settings of a type bring by their own conditions is still there where they are drawn', () => {
  const block: Schema = {
    properties: { type: { enum: ['chart'] }, settings: { type: 'object' } },
    allOf: [{ if: { properties: { type: { const: 'chart' } } }, then: { properties: { settings: { properties: { sort: { type: 'string' } }, allOf: [{ if: { properties: { sort: { const: 'bar' } }, required: ['sort'] }, then: { properties: { by: { type: 'string' } } } }] } } } }],
  };
  const settings = resolved(block, { type: 'chart' }).properties?.settings ?? {};
  expect(Object.keys(resolved(settings, { sort: 'bar' }).properties ?? {})).toEqual(['sort', 'by']);
  expect(Object.keys(resolved(settings, {}).properties ?? {})).toEqual(['sort']);
});
