/** Steps share deadlines by single acts, and the graph stays whole. */
import { describe, expect, it } from 'vitest';
import type { Doc } from '../../api/drafts';
import { edgesIn, led, putOn, type Step } from './graph';
import { changedScope, scopesIn, stepInScope, withoutScope, withScope } from './scopes';

const step = (key: string): Step => ({ key, type: 'task', title: key });
const empty: Doc = { kind: 'workflow', key: 'w', nodes: [], edges: [{ from: 'start', to: 'end' }] };
const chain = ['a', 'b', 'c'].reduce((document, key, at, all) => putOn(document, step(key), all[at - 1] ?? 'start', 'end'), empty);
const made = withScope(chain, 'b', 'Both');

describe('a scope', () => {
  it('begins around one step, under a key of its own', () => {
    expect(scopesIn(made.document)).toEqual([{ key: made.key, title: 'Both', nodes: ['b'], limits: [] }]);
    expect(withScope(made.document, 'a', 'Other').key).not.toBe(made.key);
    expect(chain.scopes).toBeUndefined();
  });

  it('takes steps in by their order and keeps one', () => {
    const wide = stepInScope(stepInScope(made.document, made.key, 'c', true), made.key, 'a', true);
    expect(scopesIn(wide)[0]?.nodes).toEqual(['a', 'b', 'c']);
    const narrow = stepInScope(stepInScope(wide, made.key, 'a', false), made.key, 'b', false);
    expect(scopesIn(stepInScope(narrow, made.key, 'c', false))[0]?.nodes).toEqual(['c']);
  });

  it('is left by named ways alone, which go with it', () => {
    const late = [{ key: 'late', title: 'Late', optional: false }];
    const left = led(made.document, made.key, 'late', 'end', late, true);
    expect(edgesIn(left).filter((edge) => edge.from === made.key)).toEqual([{ from: made.key, to: 'end', when: 'late' }]);
    const without = withoutScope(left, made.key);
    expect([without.scopes, edgesIn(without)]).toEqual([undefined, edgesIn(chain)]);
  });

  it('changes by itself', () => {
    const both = withScope(made.document, 'c', 'Other');
    expect(scopesIn(changedScope(both.document, both.key, (scope) => ({ ...scope, title: 'New' }))).map((scope) => scope.title)).toEqual(['Both', 'New']);
  });
});
