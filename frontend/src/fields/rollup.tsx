/** Rollup: a figure over the records that refer to this one, shown as its result’s type and never typed. */
import { defineField } from '../lib/defineField';
import formula from './formula';

export default defineField({ ...formula, key: 'rollup', palette: ['relations', 4], icon: 'fx' });
