/** A workflow's graph changes by single acts, and stays one that leads from start to end. */
import { describe, expect, it } from 'vitest';
import type { Doc } from '../../api/drafts';
import { decidedOn, duplicated, edgesIn, led, movedOn, nudgedStep, putOn, readingOrder, stepsIn, targetOf, withoutStep, type Outlined, type Step } from './graph';

const step = (key: string, type = 'task'): Step => ({ key, type, title: key });
const empty: Doc = { kind: 'workflow', key: 'w', nodes: [], edges: [{ from: 'start', to: 'end' }] };
const chain = ['a', 'b', 'c'].reduce((document, key, at, all) => putOn(document, step(key), all[at - 1] ?? 'start', 'end'), empty);
const ways = (document: Doc) => edgesIn(document).map((edge) => `${edge.from}>${edge.to}${edge.when === undefined ? '' : `:${[edge.when].flat().join('+')}`}`);
const told: Outlined = { shape: 'step', takes_limits: false, outcomes: [], sends: false, replies: [] };
const outcomes = (...keys: string[]): Outlined['outcomes'] => keys.map((key) => ({ key, title: key, optional: false }));

describe('steps', () => {
  it('are put onto a way', () => {
    expect(ways(chain)).toEqual(['start>a', 'a>b', 'b>c', 'c>end']);
    expect(readingOrder(chain)).toEqual(['a', 'b', 'c']);
  });

  it('leave a way that still leads on', () => {
    expect(ways(withoutStep(chain, 'b'))).toEqual(['start>a', 'a>c', 'c>end']);
    expect(ways(withoutStep(putOn(empty, step('a'), 'start', 'end'), 'a'))).toEqual(['start>end']);
  });

  it('go elsewhere, by hand and by the keyboard', () => {
    expect(readingOrder(movedOn(chain, 'c', 'start', 'a'))).toEqual(['c', 'a', 'b']);
    expect(readingOrder(nudgedStep(chain, 'b', -1))).toEqual(['b', 'a', 'c']);
    expect(readingOrder(nudgedStep(chain, 'b', 1))).toEqual(['a', 'c', 'b']);
    expect(nudgedStep(chain, 'a', -1)).toBe(chain);
    expect(nudgedStep(chain, 'c', 1)).toBe(chain);
  });

  it('are copied behind themselves', () => {
    const { document, key } = duplicated(chain, 'a');
    expect(readingOrder(document)).toEqual(['a', key, 'b', 'c']);
  });

  it('that end have no way on', () => {
    expect(ways(putOn(chain, step('over', 'end'), 'a', 'b'))).toEqual(['start>a', 'a>over', 'b>c', 'c>end']);
  });

  it('leave the scopes they stood in', () => {
    const scoped = { ...chain, scopes: [{ key: 's', nodes: ['b'] }, { key: 't', nodes: ['b', 'c'] }] };
    expect(withoutStep(scoped, 'b').scopes).toEqual([{ key: 't', nodes: ['c'] }]);
  });

  it('take along the ways out of a scope around nothing', () => {
    const scoped = { ...chain, scopes: [{ key: 's', nodes: ['b'] }], edges: [...edgesIn(chain), { from: 's', to: 'end', when: 'late' }] };
    expect(ways(withoutStep(scoped, 'b'))).toEqual(['start>a', 'a>c', 'c>end']);
  });

  it('stand in the scope that they are put into the midst of, and not in one that they are put beside', () => {
    const scoped = { ...chain, scopes: [{ key: 's', nodes: ['a', 'b'] }] };
    expect(putOn(scoped, step('x'), 'a', 'b').scopes).toEqual([{ key: 's', nodes: ['a', 'x', 'b'] }]);
    expect(putOn(scoped, step('x'), 'b', 'c').scopes).toEqual(scoped.scopes);
  });
});

describe('outcomes', () => {
  const all = outcomes('yes', 'no');

  it('lead apart, and together again', () => {
    const apart = led(chain, 'a', 'no', 'end', all);
    expect(ways(apart)).toContain('a>b:yes');
    expect(ways(apart)).toContain('a>end:no');
    expect([targetOf(apart, 'a', 'yes'), targetOf(apart, 'a', 'no')]).toEqual(['b', 'end']);
    expect(ways(led(apart, 'a', 'no', 'b', all))).toEqual(ways(chain));
  });

  it('that are optional are not meant by a way for all', () => {
    const some = [...all, { key: 'refused', title: 'refused', optional: true }];
    expect(targetOf(chain, 'a', 'refused', true)).toBeNull();
    const withOne = led(chain, 'a', 'refused', 'c', some);
    expect(ways(withOne)).toEqual(['start>a', 'a>b:yes+no', 'a>c:refused', 'b>c', 'c>end']);
  });

  it('that are gone stay in sight', () => {
    const named: Doc = { ...chain, edges: [{ from: 'start', to: 'a' }, { from: 'a', to: 'b', when: 'old' }, { from: 'a', to: 'c', when: ['yes', 'no'] }, { from: 'b', to: 'c' }, { from: 'c', to: 'end' }] };
    expect(ways(led(named, 'a', 'no', 'end', all))).toContain('a>b:old');
  });

  it('of a decision: what is put behind it is meant for the first alone', () => {
    const decided = decidedOn(chain, 'a', 'b', { ...told, outcomes: all });
    expect(decided?.outcome).toBe('yes');
    const put = putOn(chain, step('x'), 'a', 'b', decided);
    expect(ways(put)).toEqual(['start>a', 'a>x:yes', 'a>b:no', 'b>c', 'c>end', 'x>b']);
    // What is left on the way has one outcome: the next one goes onto it as onto any other.
    expect(decidedOn(put, 'a', 'b', { ...told, outcomes: all })).toBeUndefined();
    expect(ways(putOn(put, step('y'), 'a', 'b'))).toContain('a>y:no');
  });

  it('keep the way of a step put between', () => {
    const apart = led(chain, 'a', 'no', 'end', all);
    const between = putOn(apart, step('tell', 'message'), 'a', 'end');
    expect(ways(between)).toContain('a>tell:no');
    expect(ways(between)).toContain('tell>end');
    expect(stepsIn(between)).toHaveLength(4);
  });
});
