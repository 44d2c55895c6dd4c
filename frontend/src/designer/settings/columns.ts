/** The schema of a column of lines: what it is called, its type, and the settings of that type. */
import type { FieldTypeInfo } from './fieldTypes';
import type { Schema } from './schema';

/** A line holds no lines, and nothing that lists or numbers records. */
const notInLines = new Set(['detail_lines', 'checklist', 'lookup', 'rollup', 'related_list', 'serial_number', 'stage']);

export function columnSchema(types: readonly FieldTypeInfo[]): Schema {
  const fitting = types.filter((one) => !notInLines.has(one.key));
  return {
    type: 'object',
    required: ['key', 'title', 'type', 'settings'],
    properties: {
      key: { type: 'string' },
      title: { 'x-localized': true, 'x-title': { 'zh-CN': '标题', en: 'Title' } },
      type: { enum: fitting.map((one) => one.key), 'x-title': { 'zh-CN': '类型', en: 'Type' }, 'x-values': Object.fromEntries(fitting.map((one) => [one.key, one.title])) },
      required: { type: 'boolean', default: false, 'x-title': { 'zh-CN': '必填', en: 'Required' } },
    },
    allOf: fitting
      .filter((one) => Object.keys(one.settings.properties ?? {}).length > 0)
      .map((one) => ({ if: { properties: { type: { const: one.key } }, required: ['type'] }, then: { properties: { settings: { ...one.settings, 'x-title': { 'zh-CN': '设置', en: 'Settings' } } } } })),
  };
}
