/** Parallel: several branches at once. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'parallel', icon: 'flow', family: 'platform', bpmn: 'parallelGateway' });
