/** Call: another system is asked over a connection. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'call', icon: 'globe', family: 'platform' });
