/** Pool: the record waits where others may claim it. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'pool', icon: 'inbox', family: 'platform' });
