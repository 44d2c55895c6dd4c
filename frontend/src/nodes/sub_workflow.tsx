/** Sub-workflow: another workflow runs, and this one waits for it. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'sub_workflow', icon: 'flow', family: 'platform', bpmn: 'callActivity' });
