/** Period run: rows are worked out and written once for each period. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'period_run', icon: 'multi', family: 'platform' });
