/** Conditions: and, or, not, if. Two-valued: an empty condition counts as no. */
import { fault } from '../faults';
import type { Action, Closure } from '../nodes';

/** Surely true or false. What is neither, nor empty, counts as no and leaves a code. */
function condition(value: Closure): (data: unknown) => boolean {
  return (data) => {
    const found = value(data);
    if (found !== null && typeof found !== 'boolean') fault('type_mismatch');
    return found === true;
  };
}

const logic: Record<string, Action> = {
  and: {
    compile: (_, closures) => {
      const conditions = closures.map(condition);
      return (data) => conditions.every((holds) => holds(data));
    },
  },
  or: {
    compile: (_, closures) => {
      const conditions = closures.map(condition);
      return (data) => conditions.some((holds) => holds(data));
    },
  },
  '!': {
    compile: (_, closures) => {
      const conditions = closures.map(condition);
      return (data) => !conditions.every((holds) => holds(data));
    },
  },
  if: {
    compile: (_, closures) => {
      const otherwise = closures.length % 2 ? closures.at(-1) : undefined;
      const branches = Array.from({ length: Math.floor(closures.length / 2) }, (__, i) => ({
        holds: condition(closures[2 * i] ?? (() => null)),
        value: closures[2 * i + 1],
      }));
      return (data) => (branches.find(({ holds }) => holds(data))?.value ?? otherwise)?.(data) ?? null;
    },
  },
};

export default logic;
