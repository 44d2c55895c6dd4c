/** Join: the branches come together. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'join', icon: 'tree', family: 'platform', bpmn: 'parallelGateway' });
