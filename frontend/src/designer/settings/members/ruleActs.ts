/** What a rule of a form does with fields, by the member that says so. */
import type { Schema } from '../schema';

const words = (chinese: string, english: string) => ({ 'zh-CN': chinese, en: english });
const fields: Schema = { type: 'array', items: { type: 'string', 'x-field': true }, 'x-title': words('字段', 'Fields') };
const act = (name: string, chinese: string, english: string): Schema => ({ 'x-label': words(chinese, english), required: [name], properties: { [name]: fields } });

export const acts: Readonly<Record<string, Schema>> = {
  show: act('show', '显示', 'Show'),
  hide: act('hide', '隐藏', 'Hide'),
  require: act('require', '必填', 'Require'),
  enable: act('enable', '可填', 'Enable'),
  set: { 'x-label': words('填写', 'Set'), required: ['set'], properties: { set: { type: 'object', 'x-expressions': true, 'x-title': words('填写', 'Set') } } },
};
