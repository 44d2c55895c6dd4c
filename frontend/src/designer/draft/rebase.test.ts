import { describe, expect, it } from 'vitest';
import { rebase } from './rebase';

const field = (key: string, more: object = {}) => ({ key, title: key.toUpperCase(), ...more });
const form = (...fields: object[]) => ({ kind: 'form', fields });

describe('rebase', () => {
  it('is what was made, as long as nothing else changed', () => {
    const base = form(field('a'));
    const mine = form(field('a', { required: true }));
    expect(rebase(base, mine, base)).toBe(mine);
    expect(rebase(base, base, mine)).toBe(mine);
  });

  it('keeps what was changed meanwhile in other fields, and in other members of the same one', () => {
    const base = form(field('a'), field('b'));
    const late = form(field('a', { default: 1 }), field('b'));
    const latest = form(field('a', { hint: 'why' }), field('b', { required: true }), field('c'));
    expect(rebase(base, late, latest)).toEqual(form(field('a', { hint: 'why', default: 1 }), field('b', { required: true }), field('c')));
  });

  it('leaves away what either took away', () => {
    const base = form(field('a', { hint: 'x' }), field('b'), field('c'));
    expect(rebase(base, form(field('a'), field('b'), field('c')), form(field('a', { hint: 'x' }), field('c')))).toEqual(form(field('a'), field('c')));
    // A late answer about a field that is gone does not bring it back as a torso.
    expect(rebase(base, form(field('a', { hint: 'x' }), field('b', { default: 2 }), field('c')), form(field('a', { hint: 'x' }), field('c')))).toEqual(form(field('a', { hint: 'x' }), field('c')));
  });

  it('follows the order of whom moved, and puts what came beside where it stood', () => {
    const base = form(field('a'), field('b'), field('c'));
    expect(rebase(base, form(field('c'), field('a'), field('b')), form(field('a'), field('new'), field('b'), field('c')))).toEqual(form(field('c'), field('a'), field('new'), field('b')));
    expect(rebase(base, form(field('a'), field('b'), field('mine'), field('c')), form(field('b'), field('a'), field('c')))).toEqual(form(field('b'), field('mine'), field('a'), field('c')));
  });

  it('takes what was made where both changed the same, or a list whose parts have no keys', () => {
    expect(rebase({ title: 'a' }, { title: 'b' }, { title: 'c' })).toEqual({ title: 'b' });
    expect(rebase({ by: [1, 2] }, { by: [2] }, { by: [1, 2, 3] })).toEqual({ by: [2] });
  });
});
