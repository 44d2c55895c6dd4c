/** Message: somebody is told. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'message', icon: 'mail', family: 'platform', bpmn: 'sendTask' });
