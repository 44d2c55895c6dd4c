/** Dispatch: whoever fits best gets the record. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'dispatch', icon: 'swap', family: 'rule', bpmn: 'businessRuleTask' });
