/** Rules that can never hold or contradict each other are pointed out; nothing else is. */
import { describe, expect, it } from 'vitest';
import { impossible, ruleProblems } from './problems';

const days = { var: 'record.days' };
const kind = { var: 'record.kind' };

describe('a condition', () => {
  it.each([
    { and: [{ '==': [kind, 'a'] }, { '==': [kind, 'b'] }] },
    { and: [{ '>': [days, 5] }, { '<': [days, 5] }] },
    { and: [{ '>=': [days, 5] }, { '<': [days, 5] }] },
    { and: [{ '==': [days, 3] }, { '>': [days, 3] }] },
    { and: [{ '!': { is_set: days } }, { '>': [days, 3] }] },
    { and: [{ in: [kind, ['a', 'b']] }, { '==': [kind, 'c'] }] },
    { and: [{ '==': [kind, 'a'] }, { '!=': [kind, 'a'] }] },
  ])('%j can never hold', (tree) => {
    expect(impossible(tree)).not.toBeNull();
  });

  it.each([
    { or: [{ '==': [kind, 'a'] }, { '==': [kind, 'b'] }] },
    { and: [{ '>=': [days, 5] }, { '<=': [days, 5] }] },
    { and: [{ '==': [kind, 'a'] }, { '==': [days, 3] }] },
    { and: [{ '!': { is_set: days } }, { '!=': [days, 3] }] },
    { '>': [{ '*': [days, 0] }, 1] },
    true,
  ])('%j may', (tree) => {
    expect(impossible(tree)).toBeNull();
  });
});

describe('rules', () => {
  const when = { '==': [kind, 'a'] };
  const rule = (act: string, field: string, of: unknown = when) => ({ key: act, when: of, then: [{ [act]: field }] });

  it('that show and hide one field under one condition are told', () => {
    expect(ruleProblems([rule('show', 'x'), rule('require', 'x'), rule('hide', 'x')])).toEqual([{ at: 0, kind: 'conflict', field: 'x', other: 2 }]);
    expect(ruleProblems([{ key: 'r', when, then: [{ show: 'x' }, { hide: ['x', 'y'] }] }])).toEqual([{ at: 0, kind: 'conflict', field: 'x', other: 0 }]);
  });

  it('under other conditions are not', () => {
    expect(ruleProblems([rule('show', 'x'), rule('hide', 'x', { '==': [kind, 'b'] }), rule('hide', 'y')])).toEqual([]);
  });

  it('that can never hold are told', () => {
    expect(ruleProblems([rule('show', 'x', { and: [when, { '==': [kind, 'b'] }] })])).toEqual([{ at: 0, kind: 'never', field: 'kind' }]);
  });
});
