/** Question: a message with answers asks somebody. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'question', icon: 'chat', family: 'people', bpmn: 'userTask' });
