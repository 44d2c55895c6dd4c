/** Serial number: what is special to it. */
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { typing } from './testing';

const serial = fieldView('serial_number')!;

test('a number that is still to come is announced, and cannot be typed', () => {
  typing(serial, null);
  expect(screen.getByRole('status').textContent).toContain('保存');
  expect(screen.queryByRole('textbox')).toBeNull();
});
