/** Compute: values are worked out. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'compute', icon: 'fx', family: 'platform', bpmn: 'businessRuleTask' });
