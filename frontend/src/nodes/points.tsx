/** Points: something is posted in a ledger. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'points', icon: 'star', family: 'platform' });
