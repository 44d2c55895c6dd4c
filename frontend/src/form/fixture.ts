/** A form for tests: an inquiry whose rules show, require and set fields. */
import type { FieldInfo, FormInfo, LayoutItem, RecordItem, Values } from '../api/types';

export function field(key: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { key, type, title: key, required: false, settings: {}, access: 'write', filters: [], sortable: true, default: null, hint: null, ...more };
}

export function section(key: string, title: string | null, fields: string[], more: Record<string, unknown> = {}): LayoutItem {
  return { key, type: 'section', settings: { section: title, columns: 2, ...more }, items: fields.map((one) => ({ key: one, type: 'field', settings: {}, items: [] })) };
}

export function inquiry(more: Partial<FormInfo> = {}): FormInfo {
  return {
    app: 'demo', key: 'inquiry', title: '询价', revision: 1, title_field: 'name',
    fields: [
      field('name', 'text', { title: '名称', required: true, settings: { max_length: 10 } }),
      field('amount', 'currency', { title: '金额', settings: { minimum: '0' } }),
      field('pace', 'single_choice', { title: '缓急', default: 'calm', settings: { options: [{ key: 'calm', title: '不急' }, { key: 'hot', title: '很急' }] } }),
      field('why', 'long_text', { title: '原因' }),
      field('size', 'formula', { title: '规模', access: 'read', settings: { result: 'text', expression: { if: [{ '>=': [{ var: 'record.amount' }, '500000'] }, '大', '小'] } } }),
      field('grade', 'text', { title: '等级' }),
    ],
    rules: [
      { key: 'hot', class: 'local', when: { '==': [{ var: 'record.pace' }, 'hot'] }, then: [{ show: 'why' }, { require: ['why', 'amount'] }] },
      { key: 'large', class: 'local', when: { '>=': [{ var: 'record.amount' }, { param: 'large' }] }, then: [{ set: { grade: 'A' } }] },
    ],
    checks: [{ key: 'cheap', at: 'submit', assert: { or: [{ '!': [{ is_set: [{ var: 'record.amount' }] }] }, { '<=': [{ var: 'record.amount' }, '9000000'] }] }, guard: null, message: '金额不超过 900 万', field: null, warn: false }],
    layout: [
      section('main', '基本', ['name', 'amount', 'size', 'pace']),
      section('_rest', null, ['why', 'grade']),
    ],
    keep_last: [],
    asks: false,
    begins: false,
    actor: {},
    tables: {},
    calendar: null,
    parameters: { large: '1000000.00' },
    may: { create: true, change: true, delete: true, import: false, export: false, merge: false, ask_owner: false },
    ...more,
  };
}

export function saved(values: Values, revision: number, updated_by: string | null = null): RecordItem {
  return {
    id: 'r1', revision, values, labels: updated_by ? { updated_by } : {}, created_at: '2026-01-05T01:00:00Z', created_by: null, updated_at: '2026-01-05T02:00:00Z', updated_by,
    owner: null, department: null, flow_state: null,
  };
}
