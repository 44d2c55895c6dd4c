/** Wait: the record rests for a time. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'wait', icon: 'clock', family: 'platform', bpmn: 'intermediateCatchEvent' });
