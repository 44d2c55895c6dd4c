/** Approval: persons say yes or no. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'approval', icon: 'shield', family: 'people', bpmn: 'userTask' });
