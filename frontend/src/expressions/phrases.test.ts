/** The cases shared with the server: tests/conformance/phrases.json. */
import { expect, it } from 'vitest';
import cases from '../../../tests/conformance/phrases.json';
import { vaguePhrase } from './phrases';

it.each(cases as { name: string; text: string | null; others?: Record<string, unknown>; phrases: string[]; evidence?: Record<string, unknown>[]; found: string | null }[])(
  '$name',
  ({ text, others, phrases, evidence = [], found }) => {
    expect(vaguePhrase({ field: 'said', phrases, evidence }, { said: text, ...others })).toBe(found);
  },
);
