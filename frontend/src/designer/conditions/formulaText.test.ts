/** Formula text is helped where one is: names in braces, functions by either name, the argument one has come to. */
import { describe, expect, it } from 'vitest';
import { callAround, fitting, signature, wordBefore, type FormulaFunction } from './formulaText';

/** The bar stands for where one is. */
const at = (marked: string) => [marked.replace('|', ''), marked.indexOf('|')] as const;

describe('the word', () => {
  it.each([
    ['{预|', { from: 0, word: '预', braced: true }],
    ['1 + {客户.等|', { from: 4, word: '客户.等', braced: true }],
    ['ROU|', { from: 0, word: 'ROU', braced: false }],
    ['{a} * 四舍|', { from: 6, word: '四舍', braced: false }],
  ])('in %s', (marked, expected) => {
    expect(wordBefore(...at(marked))).toEqual(expected);
  });

  it.each(['{a}|', '1 + |', '"tex|', '5|'])('is none in %s', (marked) => {
    expect(wordBefore(...at(marked))).toBeNull();
  });
});

describe('the call', () => {
  it.each([
    ['ROUND(|', { name: 'ROUND', argument: 0 }],
    ['ROUND({a}, |', { name: 'ROUND', argument: 1 }],
    ['IF(AND(1, 2), "x, y", |', { name: 'IF', argument: 2 }],
    ['IF(({a} + |', { name: 'IF', argument: 0 }],
    ['四舍五入（{a}，|', { name: '四舍五入', argument: 1 }],
  ])('around %s', (marked, expected) => {
    expect(callAround(...at(marked))).toEqual(expected);
  });

  it('is none outside', () => {
    expect(callAround(...at('ROUND(1) + |'))).toBeNull();
  });
});

describe('help', () => {
  const of = (takes: string[], least: number, most: number | null): FormulaFunction => ({ name: 'F', other: '', title: '', takes, least, most, gives: 'number' });

  it('shows which argument one is in', () => {
    expect(signature(of(['number', 'integer'], 1, 2), 1)).toEqual([
      { text: 'number', here: false },
      { text: '[integer]', here: true },
    ]);
    expect(signature(of(['number'], 1, null), 2).map((one) => one.text)).toEqual(['number', '[number]', '[number]', '…']);
  });

  it('finds by either name, beginnings first', () => {
    const names = [
      ['SUM', '求和'],
      ['ROUND', '四舍五入'],
      ['AROUND', '约'],
    ];
    expect(fitting('rou', names, (one) => one).map(([name]) => name)).toEqual(['ROUND', 'AROUND']);
    expect(fitting('求', names, (one) => one).map(([name]) => name)).toEqual(['SUM']);
  });
});
