/** Moment: what is special to it. */
import { fireEvent } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown, typing } from './testing';

const datetime = fieldView('datetime')!;

test('typed and shown in the zone of the workspace, kept in UTC', () => {
  const given = typing(datetime, '2026-01-05T01:00:00Z', {}, true);
  const input = document.querySelector('input') as HTMLInputElement;
  expect(input.value).toBe('2026-01-05T09:00');
  fireEvent.change(input, { target: { value: '2026-01-05T00:30' } });

  expect(given).toEqual(['2026-01-04T16:30:00Z']);
  expect(shown(datetime, '2025-11-23T06:03:00Z').textContent).toContain('14:03');
});
