/** Two columns: what rules show comes below its cause, and nothing beside it moves. */
import { expect, test } from 'vitest';
import { inTwoColumns, type Placing } from './twoColumns';

function item(key: string, more: Partial<Placing> = {}): Placing {
  return { key, wide: false, called: false, inSight: true, ...more };
}

const cause = [item('company'), item('urgency')];
const after = [item('origin'), item('notes', { wide: true })];

test('a field that a rule shows takes the line below its cause, and its neighbours stay', () => {
  const before = inTwoColumns([...cause, item('why', { called: true, inSight: false }), ...after]);
  const shown = inTwoColumns([...cause, item('why', { called: true }), ...after]);

  expect(before.get('why')).toBeUndefined();
  expect(shown.get('why')).toBe('2 / 1');
  for (const key of ['company', 'urgency']) expect(shown.get(key)).toBe(before.get(key));
});

test('a cause in the left column keeps its neighbour on the right when the field below it comes', () => {
  const line = (inSight: boolean) => inTwoColumns([item('urgency'), item('why', { called: true, inSight }), item('origin')]);

  expect(line(false).get('origin')).toBe('1 / 2');
  expect(line(true).get('origin')).toBe('1 / 2');
  expect(line(true).get('why')).toBe('2 / 1');
});

test('wide items take a line, and two fields shown together share one', () => {
  const areas = inTwoColumns([item('a', { wide: true }), item('b', { called: true }), item('c', { called: true }), item('d')]);

  expect(Object.fromEntries(areas)).toEqual({ a: '1 / 1 / auto / -1', b: '2 / 1', c: '2 / 2', d: '3 / 1' });
});

test('a field shown before any other stands on the first line', () => {
  expect(inTwoColumns([item('a', { called: true }), item('b')]).get('a')).toBe('1 / 1');
});

test('a field one cannot see leaves no hole', () => {
  expect(Object.fromEntries(inTwoColumns([item('a'), item('b', { inSight: false }), item('c')]))).toEqual({ a: '1 / 1', c: '1 / 2' });
});
