/** Task: one person has something to do. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'task', icon: 'check', family: 'people', bpmn: 'userTask' });
