import { describe, expect, it } from 'vitest';
import { countText, figure, grouped, shifted, trimmed } from './numbers';

describe('numbers', () => {
  it('are read in 万 and 亿 in Chinese', () => {
    expect(['8560', '9999.00', '1864000', '108000000', '-20500', '0'].map((one) => figure(one, 'zh-CN'))).toEqual(['8,560', '9,999', '186.4 万', '1.08 亿', '−2.1 万', '0']);
  });

  it('are read in M and B in English', () => {
    expect(['8560', '186400', '1864000', '2100000000'].map((one) => figure(one, 'en'))).toEqual(['8,560', '186,400', '1.86M', '2.10B']);
  });

  it('show a missing one as a dash and zero as 0', () => {
    expect([figure(null, 'zh-CN'), figure('', 'en'), figure('0.00', 'zh-CN')]).toEqual(['—', '—', '0']);
  });

  it('keep every digit of an amount no float could hold', () => {
    expect(grouped('9007199254740993.07')).toBe('9,007,199,254,740,993.07');
    expect(shifted('9007199254740993.07', 4, 4)).toBe('900719925474.0993');
  });

  it('round half away from zero', () => {
    expect([shifted('12500', 4, 1), shifted('-12500', 4, 1), shifted('12499', 4, 1), shifted('0.4', -2, 0)]).toEqual(['1.3', '-1.3', '1.2', '40']);
  });

  it('drop only zeros that say nothing', () => expect([trimmed('600000.00'), trimmed('12.50')]).toEqual(['600000', '12.50']));

  it('say when a count is not exact', () => expect([countText(1284, true, 'zh-CN'), countText(12000, false, 'zh-CN')]).toEqual(['1,284', '1.2 万+']));
});
