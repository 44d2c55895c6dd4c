/** Hold: nobody changes the record for now. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'hold', icon: 'lock', family: 'rule' });
