import { expect, test } from 'vitest';
import { initials, saysSo } from './initials';

test('Chinese words are found by their initials in pinyin', () => {
  expect(['杭州', '宁波恒泰', '机械制造', '新能源', 'PLC 控制', '食品'].map(initials)).toEqual(['hz', 'nbht', 'jxzz', 'xny', 'plc kz', 'sp']);
});

test('words are found by themselves, in any case, and by initials', () => {
  expect([saysSo('机械制造', 'JX'), saysSo('机械制造', '制造'), saysSo('Food and drink', 'DRINK'), saysSo('机械制造', 'x z'), saysSo('机械制造', 'sp')]).toEqual([true, true, true, true, false]);
});
