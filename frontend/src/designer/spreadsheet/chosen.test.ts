import { expect, it } from 'vitest';
import type { Proposal } from '../../api/spreadsheets';
import { allRead, chosenFields, chosenFirst } from './chosen';

const column = (name: string, filled: number, ...types: string[]) => ({ name, filled, samples: [], fields: types.map((type, at) => ({ field: { key: name.toLowerCase(), type, title: name }, unread: at === 0 && name === 'Level' ? 2 : 0 })) });
const proposal = { columns: [column('Client', 3, 'text', 'long_text'), column('Level', 3, 'single_choice', 'text'), column('Empty', 0, 'text')] } as unknown as Proposal;

it('takes the likeliest of each column, and none of one without a cell', () => {
  expect(chosenFields(chosenFirst(proposal)).map((field) => [field.key, field.type])).toEqual([
    ['client', 'text'],
    ['level', 'single_choice'],
  ]);
});

it('follows what is chosen, and finds a column that is called otherwise by its own name', () => {
  const [client, level, empty] = chosenFirst(proposal);
  const chosen = [{ ...client!, wanted: false }, { ...level!, type: 'text', title: 'Grade' }, { ...empty!, wanted: true }];
  expect(chosenFields(chosen)).toEqual([
    { key: 'level', type: 'text', title: 'Grade', aliases: ['Level'] },
    { key: 'empty', type: 'text', title: 'Empty' },
  ]);
});

it('knows whether anything has to be decided before the rows come in', () => {
  const first = chosenFirst(proposal);
  expect(allRead(first)).toBe(false);
  expect(allRead(first.map((one) => ({ ...one, type: 'text' })))).toBe(true);
  expect(allRead(first.map((one) => ({ ...one, wanted: one.title !== 'Level' })))).toBe(true);
});
