/** What a deadline does: tell somebody, tell superiors one after the other, hand over, answer, write. */
import type { MemberProps } from '../Member';
import type { Schema } from '../schema';
import { SortedMember } from './Sorted';

const words = (chinese: string, english: string) => ({ 'zh-CN': chinese, en: english });
const message: Schema = { type: 'string', 'x-kind': 'message', 'x-title': words('消息', 'Message') };

const deeds: Record<string, Schema> = {
  message: { 'x-label': words('发送消息', 'Send a message'), required: ['message', 'to'], properties: { message, to: { 'x-persons': 'task', 'x-title': words('发给', 'To') } } },
  escalate: { 'x-label': words('逐级上报', 'Escalate'), required: ['escalate'], properties: { escalate: message, up_to: { type: 'integer', minimum: 1, maximum: 10, default: 1, 'x-title': words('最多几级', 'Levels') } } },
  transfer: { 'x-label': words('转交', 'Hand over'), required: ['transfer'], properties: { transfer: { 'x-persons': 'task', 'x-title': words('转给', 'To') } } },
  act: { 'x-label': words('自动办理', 'Act by rule'), required: ['act'], properties: { act: { type: 'string', 'x-title': words('办理', 'Answer') }, where: { 'x-expression': true, 'x-title': words('条件', 'Where') } } },
  set: { 'x-label': words('写入字段', 'Set a field'), required: ['set'], properties: { set: { type: 'object', 'x-expressions': true, 'x-title': words('写入', 'Set') } } },
};

export function DeedsMember(props: MemberProps) {
  return <SortedMember {...props} sorts={deeds} />;
}
