/** Update record: fields get values. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'update_record', icon: 'edit', family: 'platform' });
