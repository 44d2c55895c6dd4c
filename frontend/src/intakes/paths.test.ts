import { expect, test } from 'vitest';
import { placesIn } from './paths';

test('places are told by the paths that maps are written in', () => {
  expect(placesIn({ visitor: { name: 'Ada', phones: ['1', '2'] }, 'odd name': 1, 'a.b': 2, none: null })).toEqual([
    { path: 'visitor', shown: '' },
    { path: 'visitor.name', shown: 'Ada' },
    { path: 'visitor.phones', shown: '' },
    { path: 'visitor.phones.0', shown: '1' },
    { path: 'visitor.phones.1', shown: '2' },
    { path: 'none', shown: 'null' },
  ]);
  expect(placesIn(undefined)).toEqual([]);
  expect(placesIn(Array.from({ length: 5000 }, (_, at) => at))).toHaveLength(200);
});
