/** Condition: different ways depending on the record. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'condition', icon: 'split', family: 'rule', bpmn: 'exclusiveGateway' });
