/** Release: the record may be changed again. */
import { defineNode } from '../lib/defineNode';

export default defineNode({ key: 'release', icon: 'redo', family: 'rule' });
