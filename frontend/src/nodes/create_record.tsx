/** Create record: a record of some form is made. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'create_record', icon: 'plus', family: 'platform' });
