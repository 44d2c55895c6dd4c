/** Query records: rows of a form are read. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'query_records', icon: 'search', family: 'platform' });
