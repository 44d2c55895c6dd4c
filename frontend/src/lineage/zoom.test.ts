import { expect, test } from 'vitest';
import { closer, further, wholeAt } from './zoom';

test('steps go to their ends and no further, from between them too', () => {
  expect([closer(1), closer(0.31), closer(1.5), further(1), further(0.31), further(0.25)]).toEqual([1.25, 0.4, 1.5, 0.75, 0.25, 0.25]);
});

test('the whole fits the frame, is never larger than drawn nor too small to see', () => {
  expect(wholeAt({ width: 2000, height: 400 }, { clientWidth: 1000, clientHeight: 600 })).toBe(0.5);
  expect(wholeAt({ width: 200, height: 40 }, { clientWidth: 1000, clientHeight: 600 })).toBe(1);
  expect(wholeAt({ width: 90_000, height: 40 }, { clientWidth: 1000, clientHeight: 600 })).toBe(0.25);
});
