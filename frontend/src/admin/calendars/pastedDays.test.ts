import { expect, it } from 'vitest';
import { readPastedDays } from './pastedDays';

it('reads days and spans as an announcement lists them', () => {
  const { days, unread } = readPastedDays('2027年2月5日 ~ 2027年2月7日 休 春节\n2027/2/20\t补班\t春节\n\n2027-10-01,放假', '2026-11-26');
  expect(unread).toEqual([]);
  expect(days).toEqual({
    '2027-02-05': { works: false, title: '春节' },
    '2027-02-06': { works: false, title: '春节' },
    '2027-02-07': { works: false, title: '春节' },
    '2027-02-20': { works: true, title: '春节' },
    '2027-10-01': { works: false },
  });
});

it('gives back the lines that say no date, not what the day is, or a span that runs backwards', () => {
  const lines = ['春节 休', '2027-02-30 休', '2027-02-05', '2027-02-07~2027-02-05 休', '2020-01-01~2027-01-01 休'];
  expect(readPastedDays(lines.join('\n'), '2026-11-26')).toEqual({ days: {}, unread: lines.map((line) => line.trim()) });
});
