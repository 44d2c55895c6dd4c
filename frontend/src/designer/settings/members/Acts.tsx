/** What a rule of a form does with fields where its condition holds. */
import type { MemberProps } from '../Member';
import type { Schema } from '../schema';
import { SortedMember } from './Sorted';

const words = (chinese: string, english: string) => ({ 'zh-CN': chinese, en: english });
const fields: Schema = { type: 'array', items: { type: 'string', 'x-field': true }, 'x-title': words('字段', 'Fields') };
const act = (name: string, chinese: string, english: string): Schema => ({ 'x-label': words(chinese, english), required: [name], properties: { [name]: fields } });

const acts: Record<string, Schema> = {
  show: act('show', '显示', 'Show'),
  hide: act('hide', '隐藏', 'Hide'),
  require: act('require', '必填', 'Require'),
  enable: act('enable', '可填', 'Enable'),
  set: { 'x-label': words('填写', 'Set'), required: ['set'], properties: { set: { type: 'object', 'x-expressions': true, 'x-title': words('填写', 'Set') } } },
};

/** One field may stand alone in a document; here it is a list of one. */
export function ActsMember(props: MemberProps) {
  const listed = Array.isArray(props.value) ? (props.value as Record<string, unknown>[]).map((one) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, name !== 'set' && typeof value === 'string' ? [value] : value]))) : props.value;
  return <SortedMember {...props} value={listed} sorts={acts} />;
}
