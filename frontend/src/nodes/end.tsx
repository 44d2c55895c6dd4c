/** End: this branch is over. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'end', icon: 'exit', family: 'platform', bpmn: 'endEvent' });
