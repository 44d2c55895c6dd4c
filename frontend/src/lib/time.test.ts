import { beforeEach, describe, expect, it } from 'vitest';
import { speaking } from '../i18n/i18n';
import { dayOf, dueWords, momentOf, momentText, readDuration, showIn, spaced, spanWords, timeOf, writeDuration } from './time';

const now = Date.parse('2026-11-23T06:26:00Z');
const { t } = speaking();
const due = (moment: string) => dueWords(moment, now, t, 'zh-CN');

describe('time', () => {
  beforeEach(() => showIn('Asia/Shanghai'));

  it('is shown in the zone of the workspace', () => {
    expect([dayOf('2026-11-22T16:30:00Z'), timeOf('2026-11-22T16:30:00Z')]).toEqual(['2026-11-23', '00:30']);
  });

  it('is read back from the wall clock of the workspace, across a change of its offset', () => {
    expect(momentOf('2026-01-05', '09:00')).toBe('2026-01-05T01:00:00Z');
    showIn('Europe/Berlin');
    expect([momentOf('2026-03-28', '12:00'), momentOf('2026-03-29', '12:00')]).toEqual(['2026-03-28T11:00:00Z', '2026-03-29T10:00:00Z']);
    expect(momentOf('soon', '09:00')).toBeNull();
  });

  it('names the year only when it is another', () => {
    expect([momentText('2026-11-23T06:03:00Z', now), momentText('2025-11-23T06:03:00Z', now)]).toEqual(['11-23 14:03', '2025-11-23 14:03']);
  });

  it('tells a deadline by what is left of it', () => {
    expect(due('2026-11-23T06:08:00Z')).toEqual({ text: '超 18 分钟', urgency: 'late' });
    expect(due('2026-11-23T07:08:00Z')).toEqual({ text: '剩 42 分钟', urgency: 'soon' });
    expect(due('2026-11-23T09:30:00Z')).toEqual({ text: '今天 17:30', urgency: 'today' });
    expect(due('2026-11-24T01:00:00Z').text).toBe('明天 09:00');
    expect(due('2026-12-09T01:00:00Z').text).toBe('12-09');
  });

  it('says a span in its two greatest units', () => {
    expect([spanWords(59_000, t), spanWords(125 * 60_000, t), spanWords(3 * 86_400_000, t)]).toEqual(['1 分钟', '2 小时 5 分', '3 天']);
  });

  it('reads durations of one unit and gives them back unchanged', () => {
    for (const text of ['PT15M', 'PT4H', 'P2D']) expect(writeDuration(readDuration(text) ?? { amount: '', unit: 'day' })).toBe(text);
    expect(readDuration('PT1H30M')).toBeNull();
    expect(readDuration('PT0S')).toEqual({ amount: '0', unit: 'minute' });
  });
});

it('a space stands between Chinese and figures', () => {
  expect(spaced('2026年11月23日周一')).toBe('2026 年 11 月 23 日 周一');
  expect(spaced('2026年11月')).toBe('2026 年 11 月');
});
