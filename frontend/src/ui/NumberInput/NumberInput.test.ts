import { expect, it } from 'vitest';
import { plainNumber } from './NumberInput';

it('reads amounts as people write them, exactly', () => {
  const read = ['１,２３4.5', '62万', '1.5 亿', '-0.3万', '¥1,200.50', '12千元', '3w', '0.123456789万', '1百万', '2.5k'].map(plainNumber);
  expect(read).toEqual(['1234.5', '620000', '150000000', '-3000', '1200.50', '12000', '30000', '1234.56789', '1000000', '2500']);
});

it('leaves what is no number as it was typed', () => {
  expect(['', '-', '万', '约60万', '1.2.3', '12.'].map(plainNumber)).toEqual(['', '-', '万', '约60万', '1.2.3', '12.']);
});
