import { describe, expect, it } from 'vitest';
import { daysOf, since } from './recent';

describe('the condition for recent rows', () => {
  const now = Date.parse('2026-01-05T01:00:00Z');
  it('names the field and the moment', () => {
    expect(since('received_at', 2, now)).toEqual({ '>=': [{ var: 'record.received_at' }, '2026-01-03T01:00:00.000Z'] });
  });
  it('is read back as days', () => {
    expect(daysOf(since('x', 3, now), now)).toBe(3);
    expect([daysOf(null), daysOf({ '==': [1, 1] })]).toEqual([null, null]);
  });
});
