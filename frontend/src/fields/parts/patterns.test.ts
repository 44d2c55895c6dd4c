/** The cases shared with the server: tests/conformance/patterns.json. */
import { expect, it } from 'vitest';
import cases from '../../../../tests/conformance/patterns.json';
import { isOfPattern } from './patterns';

it.each(cases)('$pattern of $text', ({ pattern, text, fits, here }) => {
  expect(isOfPattern(pattern, text)).toBe(here ? fits : null);
});

it('leaves texts of several lines and long ones to the server', () => {
  expect(isOfPattern('a.c', 'a\nc')).toBeNull();
  expect(isOfPattern('a*', 'a'.repeat(501))).toBeNull();
});
