/** Empty values: is it filled, and what stands in for it. */
import type { Action } from '../nodes';

const choice: Record<string, Action> = {
  is_set: { run: (value = null) => value !== null && value !== '' && !(Array.isArray(value) && !value.length) },
  coalesce: {
    compile: (_, closures) => (data) => {
      for (const value of closures) {
        const found = value(data);
        if (found !== null) return found;
      }
      return null;
    },
  },
};

export default choice;
