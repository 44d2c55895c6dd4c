import { expect, test } from 'vitest';
import { givenIn, wantedBy } from './wanted';

const contents = [
  { kind: 'form', key: 'visit', document: {} },
  { kind: 'form', key: 'profile', document: {} },
  { kind: 'form', key: 'case', document: {} },
  { kind: 'workflow', key: 'give', document: { trigger: { type: 'record_created', form: 'case' }, nodes: [{ key: 'who', type: 'dispatch', settings: { ranking: 'match' } }] } },
];

test('a ranking is tried on records of the form that a workflow gives away by it, never on its candidates', () => {
  expect(wantedBy('ranking', { key: 'match', of: 'profile' }, contents)).toEqual({ of: 'record', forms: ['case', 'visit'] });
  expect(wantedBy('ranking', { key: 'other', of: 'profile' }, contents)).toEqual({ of: 'record', forms: ['visit', 'case'] });
});

test('a message is tried on the form it tells of', () => {
  expect(wantedBy('message', { key: 'm', form: 'visit' }, contents)).toEqual({ of: 'record', forms: ['visit'] });
});

test('typed values become what inputs take; what is empty is not given', () => {
  const table = { inputs: [{ key: 'n', type: 'integer' }, { key: 'new', type: 'boolean' }, { key: 'level', type: 'text' }] };
  expect(givenIn(table, { n: '12', new: '是', level: '' })).toEqual({ n: '12', new: true });
});
