/** Options edited as lines keep what they were, and two thousand pasted ones have keys of their own. */
import { describe, expect, it } from 'vitest';
import { linesOf, partsOf } from './bulk';

const before = [
  { key: 'a', title: { 'zh-CN': '甲', en: 'A' }, color: 'red' },
  { key: 'b', title: '乙' },
];

describe('options as lines', () => {
  it('are as they were where nothing is changed', () => {
    expect(partsOf(linesOf(before), before)).toEqual(before);
  });

  it('keep their key when they move, and go when their line goes', () => {
    expect(partsOf('乙\n甲', before)).toEqual([before[1], before[0]]);
    expect(partsOf('乙', before)).toEqual([before[1]]);
  });

  it('are new where nobody had the title', () => {
    const [first, second, third] = partsOf('丙\n\n 甲 \n丙', before);
    expect(second).toEqual(before[0]);
    expect([first?.title, third?.title]).toEqual([{ 'zh-CN': '丙' }, { 'zh-CN': '丙' }]);
    expect(first?.key).not.toBe(third?.key);
  });

  it('may be two thousand', () => {
    const many = partsOf(Array.from({ length: 2000 }, (_, at) => `选项 ${at}`).join('\n'), []);
    expect(new Set(many.map((one) => one.key)).size).toBe(2000);
  });
});
