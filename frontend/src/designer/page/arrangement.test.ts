import { expect, test } from 'vitest';
import { blocksIn, movedBlock, sized, withBlock, withoutBlock } from './arrangement';

const page = { key: 'home', blocks: [{ key: 'a', type: 'text', width: 3 }, { key: 'b', type: 'text', width: 3 }, { key: 'c', type: 'text', width: 6, rows: 2 }] };
const order = (document: typeof page | Record<string, unknown>) => blocksIn(document).map((one) => one.key).join('');

test('a block moves before another, and its own place changes nothing', () => {
  expect(order(movedBlock(page, 'a', 2))).toBe('bac');
  expect(order(movedBlock(page, 'a', 3))).toBe('bca');
  expect(order(movedBlock(page, 'c', 0))).toBe('cab');
  expect(movedBlock(page, 'b', 1)).toBe(page);
  expect(movedBlock(page, 'b', 2)).toBe(page);
  expect(order(withoutBlock(withBlock(page, { key: 'd', type: 'text', width: 1 }, 1), 'c'))).toBe('adb');
});

test('a block keeps within the columns and rows there are, and says no rows where it has one', () => {
  expect(blocksIn(sized(page, 'a', 40, 0.4))[0]).toEqual({ key: 'a', type: 'text', width: 12 });
  expect(blocksIn(sized(page, 'a', 2.6, 9))[0]).toEqual({ key: 'a', type: 'text', width: 3, rows: 6 });
  expect(blocksIn(sized(page, 'c', 6, 1))[2]).toEqual({ key: 'c', type: 'text', width: 6, rows: 1 });
});
