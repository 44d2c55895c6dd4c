import { expect, test } from 'vitest';
import { apart } from './spread';

test('what is far enough apart stays, what is not steps aside within its bounds', () => {
  expect(apart([10, 60], 16, 200)).toEqual([0, 0]);
  expect(apart([50, 52, 48], 16, 200)).toEqual([14, 28, 0]);
  expect(apart([198, 199, 200], 16, 200)).toEqual([-30, -15, 0]);
  expect(apart([], 16, 200)).toEqual([]);
});
