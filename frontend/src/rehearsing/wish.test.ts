import { describe, expect, it } from 'vitest';
import type { RehearsalQuestion } from '../api/rehearsals';
import { inputsOf, repliesOf } from './wish';

const question: RehearsalQuestion = {
  app: 'desk',
  workflow: 'flow',
  title: 'Flow',
  revision: 1,
  form: null,
  inputs: [
    { key: 'who', title: 'Who', type: 'text' },
    { key: 'count', title: 'Count', type: 'integer' },
    { key: 'names', title: 'Names', type: 'list' },
  ],
  steps: [
    { node: 'ask', title: 'Ask', type: 'task', calls: false, acts: ['done'], reasons: [] },
    { node: 'erp', title: 'ERP', type: 'call', calls: true, acts: [], reasons: [] },
  ],
};

describe('a wish', () => {
  it('tells only of steps that answer otherwise', () => {
    expect(repliesOf(question.steps, {})).toEqual([]);
    expect(repliesOf(question.steps, { ask: { act: 'done', after: 'PT1H' }, erp: { act: '200', after: 'PT0S', body: '{"a": 1}' } })).toEqual([
      { node: 'ask', after: 'PT1H', act: 'done' },
      { node: 'erp', after: 'PT0S', status: 200, body: { a: 1 } },
    ]);
    expect(repliesOf(question.steps, { erp: { act: '500', after: 'PT0S', body: 'broken' } })).toEqual([{ node: 'erp', after: 'PT0S', status: 500, body: 'broken' }]);
  });

  it('gives inputs by their types and leaves out what was not typed', () => {
    expect(inputsOf(question, { who: ' Li ', count: '3', names: 'a，b' })).toEqual({ who: 'Li', count: 3, names: ['a', 'b'] });
    expect(inputsOf(question, { who: ' ' })).toEqual({});
  });
});
