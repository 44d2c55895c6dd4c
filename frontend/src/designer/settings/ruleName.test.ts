/** Rules are read as sentences in their list. */
import { expect, it } from 'vitest';
import type { TFunction } from '../../i18n/words';
import type { Around } from './panel';
import { ruleName } from './ruleName';

const t = ((key: string) => ({ 'operators.greater': '大于', 'operators.equal': '是', 'operators.one_of': '是其中之一', 'operators.not_empty': '不为空', 'designer.conditions.sources.today': '今天', 'designer.andThen': '，且 ', 'designer.orElse': '，或 ', 'designer.byFormula': '按公式', 'runs.yes': '是' })[key] ?? key) as unknown as TFunction;
const field = (key: string, type: string, title: string, settings?: object) => ({ key, type, title, settings });
const around = {
  contents: [
    { kind: 'form', key: 'leave', document: { fields: [field('days', 'integer', '天数'), field('kind', 'single_choice', '类型', { options: [{ key: 'ill', title: '病假' }] }), field('who', 'text', '交接'), field('boss', 'reference', '主管', { form: 'person' }), field('from', 'date', '从哪天')], layout: [{ key: 'tabs', tabs: [{ key: 'one', tab: '第一页', items: [{ key: 'more', section: '更多', fields: ['who'] }] }] }] } },
    { kind: 'form', key: 'person', document: { fields: [field('level', 'text', '级别')] } },
  ],
  subjects: { record: 'leave' },
} as unknown as Around;

it.each<[object, string]>([
  [{ when: { '>': [{ var: 'record.days' }, 3] }, then: [{ show: ['who'] }, { require: 'who' }] }, '天数 大于 3 → 显示 交接 · 必填 交接'],
  [{ when: { or: [{ in: [{ var: 'record.kind' }, ['ill']] }, { is_set: { var: 'record.boss.level' } }] }, then: [{ set: { days: 1 } }] }, '类型 是其中之一 病假，或 级别 不为空 → 填写 天数'],
  [{ when: { '>': [{ var: 'record.from' }, { today: [] }] }, then: [] }, '从哪天 大于 今天'],
  [{ when: { '>': [{ '*': [{ var: 'record.days' }, 2] }, 3] }, then: [{ hide: ['gone', 'more'] }] }, '按公式 → 隐藏 gone、更多'],
  [{ title: 'no rule' }, ''],
])('%j', (rule, words) => expect(ruleName(rule as Record<string, unknown>, around, t)).toBe(words));
