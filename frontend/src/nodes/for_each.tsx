/** For each: a workflow runs for every record found, or every item of a list. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'for_each', icon: 'multi', family: 'platform', bpmn: 'callActivity' });
