import { describe, expect, it } from 'vitest';
import { cellText, readCell, readValue, valueText, type PartType } from './cells';

const words = { empty: '空', yes: '是', no: '否' };

describe('cells', () => {
  it.each<[unknown, PartType, string]>([
    [null, 'text', ''],
    [['A'], 'text', 'A'],
    [['A', 'B'], 'text', 'A、B'],
    [['A', null], 'text', 'A、空'],
    [['a, b', 'c'], 'text', '"a, b"、c'],
    [['!=', 'A'], 'text', '≠ A'],
    [['not in', 'A', 'B'], 'text', '≠ A、B'],
    [['>=', '100000'], 'decimal', '>= 100000'],
    [['>=', '0.9', '<', '1'], 'percent', '>= 90%、< 100%'],
    [['between', 1, 5], 'integer', '1 ~ 5'],
    [['>', '2026-01-01'], 'date', '> 2026-01-01'],
    [[true], 'boolean', '是'],
  ])('%j of %s reads %s, and back', (cell, type, text) => {
    expect(cellText(cell, type, words)).toBe(text);
    expect(readCell(text, type, words)).toEqual({ value: cell });
  });

  it.each<[string, PartType, unknown]>([
    ['甲、乙；丙', 'text', ['甲', '乙', '丙']],
    ['大于三', 'text', ['大于三']],
    ['<> 甲', 'text', ['!=', '甲']],
    ['≥ 10', 'decimal', ['>=', '10']],
    ['大于 3', 'integer', ['>', 3]],
    ['3到5', 'integer', ['between', 3, 5]],
    ['2026年1月5日', 'date', ['2026-01-05']],
    ['8％', 'percent', ['0.08']],
    ['任意', 'integer', null],
  ])('%s of %s is understood', (text, type, cell) => {
    expect(readCell(text, type, words)).toEqual({ value: cell });
  });

  it('refuses what no value of the type is', () => {
    expect(readCell('abc', 'integer', words)).toBeNull();
    expect(readCell('>= abc', 'decimal', words)).toBeNull();
    expect(readCell('≥10万', 'decimal', words)).toBeNull();
    expect(readCell('不等于 甲', 'boolean', words)).toBeNull();
    expect(readCell('2026-13-01', 'date', words)).toBeNull();
  });
});

it('values keep every digit', () => {
  for (const [text, value] of [['12.5%', '0.125'], ['0.05%', '0.0005'], ['100%', '1'], ['-3%', '-0.03']] as const) {
    expect(readValue(text, 'percent', words)).toEqual({ value });
    expect(valueText(value, 'percent', words)).toBe(text);
  }
  expect(readValue('0.125', 'percent', words)).toEqual({ value: '0.125' });
  expect(readValue('¥1,200.50', 'currency', words)).toEqual({ value: '1200.50' });
  expect(readValue('1.5', 'integer', words)).toBeNull();
});

it('shows the words of options and takes them, or their keys', () => {
  const told = { ...words, options: new Map([['hot', '火线'], ['calm', '一般']]) };
  expect(cellText(['hot', 'calm'], 'text', told)).toBe('火线、一般');
  expect(cellText(['!=', 'hot'], 'text', told)).toBe('≠ 火线');
  expect(readCell('火线、calm、别的', 'text', told)).toEqual({ value: ['hot', 'calm', '别的'] });
  expect(readValue('一般', 'text', told)).toEqual({ value: 'calm' });
});
