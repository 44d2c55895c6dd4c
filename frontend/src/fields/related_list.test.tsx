/** Related list: its rows are records of another form, saved when a row is left. */
import { expect, test } from 'vitest';
import { field } from '../form/fixture';
import '../lib/fields';
import { columnsShown, filledIn } from './parts/related/rows';

const form = { fields: [field('account', 'reference'), field('name', 'text'), field('lines', 'detail_lines'), field('phone', 'phone')] };

test('the named fields are shown, else the first that fit a cell', () => {
  expect(columnsShown(form, { form: 'member_of', by: 'account', columns: ['phone', 'gone'] }).map(({ key }) => key)).toEqual(['phone']);
  expect(columnsShown(form, { form: 'member_of', by: 'account' }).map(({ key }) => key)).toEqual(['name', 'phone']);
});

test('what was typed stands over what was saved', () => {
  const saved = [{ id: 'a', revision: 2, values: { name: 'A', phone: null } }];
  const rows = filledIn(saved, [{ id: 'new', values: {} }], { a: { name: 'B' }, new: { name: 'N' } });
  expect(rows).toEqual([
    { id: 'a', revision: 2, name: 'B', phone: null },
    { id: 'new', revision: null, name: 'N' },
  ]);
});
