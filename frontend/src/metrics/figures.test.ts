import { expect, test } from 'vitest';
import type { MetricFigure, MetricInfo } from '../api/types';
import { speaking } from '../i18n/i18n';
import { changeText, figureText, periodText, targetText, withUnit } from './figures';

const { t } = speaking();
const amount: MetricInfo = { key: 'm', title: 'M', unit: '元', shown: 'amount', good: 'high', by_period: true, obligation: null, dimensions: [], description: null, source_note: null, permitted: true };
const share: MetricInfo = { ...amount, shown: 'share', unit: null };

function compared(period: string | null, change: { by: string; share: string | null } | null): MetricFigure {
  return { period: '2026-01', kind: 'all', key: null, label: null, value: '1', records: 1, verdict: 'none', target: null, limit: null, compared: { period, value: null, change } };
}

test('amounts are told in 万 and 亿, in English in millions, and missing is a dash', () => {
  expect(withUnit('1864000.456', amount, 'zh-CN')).toBe('186.4 万 元');
  expect(figureText('108000000', amount, 'zh-CN')).toBe('1.08 亿');
  expect(figureText('1864000', amount, 'en')).toBe('1.86M');
  expect(figureText('36.123456789012', amount, 'zh-CN')).toBe('36.12');
  expect(figureText('0', amount, 'zh-CN')).toBe('0');
  expect(withUnit(null, amount, 'zh-CN')).toBe('—');
});

test('shares are per cent, and change in points', () => {
  expect(figureText('0.666666666667', share, 'zh-CN')).toBe('66.7%');
  expect(figureText('1', share, 'en')).toBe('100.0%');
  const more = compared('2025-12', { by: '0.012', share: '0.02' });
  expect(changeText(more, share, 'previous', t, 'zh-CN')).toBe('比上一期高 1.2 个百分点');
});

test('a change says by how much and from what', () => {
  expect(changeText(compared('2025-12', { by: '-50000', share: '-0.125' }), amount, 'previous', t, 'zh-CN')).toBe('比上一期少 5.0 万（12.5%）');
  expect(changeText(compared('2025-12', { by: '5', share: null }), amount, 'year', t, 'zh-CN')).toBe('比去年同期多 5');
  expect(changeText(compared('2025-12', { by: '0', share: '0' }), amount, 'year', t, 'zh-CN')).toBe('比去年同期持平');
  expect(changeText(compared('2025-12', null), amount, 'year', t, 'zh-CN')).toBe('比去年同期：没有可比的数据');
  expect(changeText(compared(null, null), amount, 'year', t, 'zh-CN')).toBe('去年没有这一期');
});

test('a target says for what and since when it holds', () => {
  const judged = { ...compared(null, null), label: '华东', target: '0.8', limit: { of: ['A', '华东'], since: '2026-07-01', until: null } };
  expect(targetText(judged, { ...share, good: 'high' }, t, 'zh-CN')).toBe('目标 ≥ 80.0%（A，2026-07-01 起）');
  expect(targetText({ ...judged, limit: null }, { ...share, good: 'low' }, t, 'zh-CN')).toBe('目标 ≤ 80.0%');
  expect(targetText(compared(null, null), share, t, 'zh-CN')).toBeNull();
});

test('periods are named', () => {
  const period = { first: '2026-01-05', last: '2026-01-11', running: false };
  expect(periodText({ ...period, key: '2026-W02', unit: 'week' }, t)).toBe('2026 年第 2 周');
  expect(periodText({ ...period, key: '2026-01', unit: 'month' }, t)).toBe('2026 年 1 月');
  expect(periodText({ ...period, key: '2026-Q1', unit: 'quarter' }, t)).toBe('2026 年第 1 季度');
  expect(periodText({ ...period, key: '2026-01-05..2026-01-11', unit: 'range' }, t)).toBe('2026-01-05 至 2026-01-11');
});
