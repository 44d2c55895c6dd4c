import { expect, it } from 'vitest';
import { readShifts, shiftsText } from './shifts';

it.each([
  ['9-12, 13:00–18:00', [['09:00', '12:00'], ['13:00', '18:00']]],
  ['０９：００～１８：３０', [['09:00', '18:30']]],
  ['22:00–24:00', [['22:00', '24:00']]],
  ['', []],
])('reads %s', (text, shifts) => {
  expect(readShifts(text)).toEqual(shifts);
  expect(readShifts(shiftsText(shifts))).toEqual(shifts);
});

it.each(['nine to five', '9', '9-25', '9:70-10', '9-10-11'])('does not guess at %s', (text) => {
  expect(readShifts(text)).toBeNull();
});
