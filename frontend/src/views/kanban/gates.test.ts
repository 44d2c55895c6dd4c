/** Gates of a board: the moves of a stage, and what the form requires where the card would stand. */
import { expect, test } from 'vitest';
import type { FormInfo, RecordItem } from '../../api/types';
import { formModel } from '../../form/model';
import { mayMove, waysOf } from './gates';

const field = (key: string, type: string, more: object = {}) => ({ key, type, title: key.toUpperCase(), access: 'write', required: false, sortable: true, filters: [], settings: {}, ...more });
const stage = field('where', 'stage', {
  settings: { stages: ['new', 'offered', 'won', 'gone'], moves: [{ key: 'offer', from: ['new'], to: 'offered' }, { key: 'win', from: 'offered', to: 'won' }, { key: 'drop', from: '*', to: 'gone' }] },
});
const won = { '==': [{ var: 'record.where' }, 'won'] };
const form = {
  app: 'a', key: 'f', title: 'F', title_field: 'name', may: { change: true }, parameters: {}, actor: {},
  fields: [field('name', 'text'), stage, field('price', 'text'), field('note', 'text', { required: true })],
  rules: [{ key: 'r', when: won, then: [{ require: 'price' }] }],
  checks: [{ key: 'c', at: 'submit', message: 'Needs a name', assert: { or: [{ '!=': [{ var: 'record.where' }, 'won'] }, { is_set: { var: 'record.name' } }] } }],
  layout: [],
} as unknown as FormInfo;
const by = form.fields[1]!;
const model = formModel(form, () => new Date(0));
const ways = (values: RecordItem['values']) => Object.fromEntries(waysOf(model, by, { id: 'r', values } as RecordItem).map((way) => [way.to, [way.state, ...way.missing]]));

test('only declared moves lead anywhere', () => {
  expect(ways({ where: 'new', name: 'N', note: 'x' })).toEqual({ offered: ['open'], won: ['none'], gone: ['open'] });
  expect(ways({ where: null, name: 'N', price: '1', note: 'x' })).toEqual({ new: ['open'], offered: ['open'], won: ['open'], gone: ['open'] });
});

test('what the form wants there is named; what was missing before is nobody’s fault now', () => {
  expect(ways({ where: 'offered', name: 'N' })).toMatchObject({ won: ['missing', 'PRICE'] });
  expect(ways({ where: 'offered', name: 'N', price: '3' })).toMatchObject({ won: ['open'] });
  expect(ways({ where: 'offered', name: null, price: '3' })).toMatchObject({ won: ['missing', 'Needs a name'] });
});

test('who may not change the field moves nothing', () => {
  expect(mayMove(form, by)).toBe(true);
  expect(mayMove(form, { ...by, access: 'read' })).toBe(false);
  expect(mayMove({ ...form, may: { ...form.may, change: false } }, by)).toBe(false);
});
