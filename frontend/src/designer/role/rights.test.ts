/** A role gives what is ticked and no more, and what goes together goes together. */
import { describe, expect, it } from 'vitest';
import { grantsIn, rightOf, withFieldRight, withRows, withVerb } from './rights';

const role = { kind: 'role', key: 'r', title: 'R', forms: {} };

describe('verbs', () => {
  it('stand in one order, and whoever changes also reads', () => {
    const made = withVerb(withVerb(role, 'f', 'change', true), 'f', 'create', true);
    expect(grantsIn(made).f?.verbs).toEqual(['read', 'create', 'change']);
  });

  it('that need reading go with it', () => {
    const made = withVerb(withVerb(withVerb(role, 'f', 'delete', true), 'f', 'create', true), 'f', 'read', false);
    expect(grantsIn(made).f?.verbs).toEqual(['create']);
  });

  it('leave nothing of a form when none is left', () => {
    expect(grantsIn(withVerb(withVerb(role, 'f', 'read', true), 'f', 'read', false))).toEqual({});
  });
});

describe('fields', () => {
  const reading = withVerb(role, 'f', 'read', true);

  it('may all be written until something is said', () => {
    expect(rightOf(grantsIn(reading).f, 'a')).toBe('write');
    const some = withFieldRight(reading, 'f', 'a', 'hidden');
    expect([rightOf(grantsIn(some).f, 'a'), rightOf(grantsIn(some).f, 'b')]).toEqual(['hidden', 'write']);
  });

  it('are not said where all others have the same', () => {
    const others = withFieldRight(withFieldRight(reading, 'f', 'a', 'read'), 'f', '*', 'read');
    expect(grantsIn(withFieldRight(others, 'f', 'a', 'read')).f?.fields).toEqual({ '*': 'read' });
    expect(rightOf({ verbs: ['read'], fields: { a: 'read' } }, 'b')).toBe('hidden');
  });
});

describe('rows', () => {
  it('are said by verb, and taken back', () => {
    const reading = withVerb(role, 'f', 'read', true);
    const own = withRows(reading, 'f', 'read', { '==': [1, 1] });
    expect(grantsIn(own).f?.rows).toEqual({ read: { '==': [1, 1] } });
    expect(withRows(own, 'f', 'read', undefined)).toEqual(reading);
  });
});
