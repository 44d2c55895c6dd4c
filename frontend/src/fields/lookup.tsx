/** Lookup: a field of the record referred to, shown as its own type and never typed. */
import { defineField } from '../lib/defineField';
import formula from './formula';

export default defineField({ ...formula, key: 'lookup', palette: ['relations', 2], icon: 'link' });
