/** Choosing by value, and what stands in for an error. */
import { noted } from '../faults';
import type { Action, Closure } from '../nodes';
import { equal } from '../values';
import { facing } from './comparison';

const NOTHING: Closure = () => null;

const switching: Record<string, Action> = {
  switch: {
    compile: (nodes, [valueOf = NOTHING, ...rest]) => {
      const cases = Array.from({ length: Math.floor(rest.length / 2) }, (_, i) => ({
        read: facing(nodes[1 + 2 * i]),
        caseOf: rest[2 * i] ?? NOTHING,
        resultOf: rest[2 * i + 1] ?? NOTHING,
      }));
      const otherwise = rest.length % 2 ? (rest.at(-1) ?? NOTHING) : NOTHING;
      return (data) => {
        const value = valueOf(data);
        const found = cases.find(({ read, caseOf }) => equal(value, read && typeof value !== 'string' ? read(value) : caseOf(data)));
        return (found?.resultOf ?? otherwise)(data);
      };
    },
  },
  if_error: {
    compile: (_, [valueOf = NOTHING, otherwise = NOTHING]) => (data) => {
      const { value, codes } = noted(() => valueOf(data));
      return codes.length ? otherwise(data) : value;
    },
  },
};

export default switching;
