/** What the schema knows to stand somewhere. */
import { expect, it } from 'vitest';
import type { Schema } from '../settings/schema';
import { placeIn } from './place';
import { suggestionsAt } from './suggestions';

const schema: Schema = {
  type: 'object',
  required: ['title'],
  properties: {
    title: { 'x-title': 'Title' },
    form: { type: 'string', 'x-kind': 'form' },
    sorted: { type: 'boolean' },
    columns: { type: 'array', items: { type: 'string', 'x-field': true } },
    parts: {
      type: 'array',
      items: {
        type: 'object',
        properties: { type: { enum: ['wait', 'tell'], 'x-values': { wait: 'Wait', tell: 'Tell' } } },
        allOf: [{ if: { properties: { type: { const: 'wait' } } }, then: { properties: { span: { type: 'string' } } } }],
      },
    },
  },
};
const form = { kind: 'form', key: 'thing', document: { kind: 'form', key: 'thing', title: 'Things', fields: [{ key: 'size', title: 'Size' }] } };

function words(marked: string, document: Record<string, unknown> = {}) {
  const place = placeIn(marked.replace('|', ''), marked.indexOf('|'));
  return place && suggestionsAt(place, schema, document, [form]).map((one) => one.word);
}

it('names members that are not there yet', () => {
  expect(words('{"title": "a", "|', { title: 'a' })).toEqual(['form', 'sorted', 'columns', 'parts']);
  expect(words('{"parts": [{"type": "wait", "|', { parts: [{ type: 'wait' }] })).toEqual(['span']);
  expect(words('{"parts": [{"type": "tell", "|', { parts: [{ type: 'tell' }] })).toEqual([]);
});

it('knows values, documents and fields', () => {
  expect(words('{"parts": [{"type": |')).toEqual(['wait', 'tell']);
  expect(words('{"sorted": |')).toEqual(['true', 'false']);
  expect(words('{"form": |')).toEqual(['thing']);
  expect(words('{"form": "thing", "columns": ["|', { form: 'thing' })).toEqual(['size']);
  expect(words('{"nothing": {"|')).toEqual([]);
});

it('is written as JSON, with what opens behind a name', () => {
  const place = placeIn('{"', 2);
  expect(place && suggestionsAt(place, schema, {}, []).map((one) => [one.text, one.detail])).toEqual([
    ['"title": ', 'Title *'],
    ['"form": ', ''],
    ['"sorted": ', ''],
    ['"columns": []', ''],
    ['"parts": []', ''],
  ]);
});
