/** A new record made after another takes what can be twice. */
import { expect, test } from 'vitest';
import { field } from '../form/fixture';
import { copiedValues } from './copying';

test('stages, files, unique, computed and locked fields are not copied', () => {
  const fields = [
    field('name', 'text'),
    field('number', 'text', { unique: true }),
    field('state', 'stage', { settings: { stages: ['new'] } }),
    field('papers', 'file'),
    field('size', 'formula', { settings: { result: 'text', expression: 'x' } }),
    field('seen', 'text', { access: 'read' }),
    field('empty', 'text'),
  ];
  const values = { name: 'a', number: 'b', state: 'new', papers: ['c'], size: 'd', seen: 'e' };

  expect(copiedValues({ fields }, { values })).toEqual({ name: 'a' });
});
