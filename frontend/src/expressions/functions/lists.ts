/** Lists: what is in them, put together as text, one taken out. */
import { flat } from '../lists';
import type { Action } from '../nodes';
import { decimal, equal, words, type Decimal, type Value } from '../values';
import { bounded } from './text_parts';

const holds = (values: readonly Value[], wanted: Value) => values.some((value) => equal(value, wanted));

const lists: Record<string, Action> = {
  contains_any: { run: (values, wanted) => (wanted as Value[]).some((one) => holds(values as Value[], one)) },
  contains_all: { run: (values, wanted) => (wanted as Value[]).every((one) => holds(values as Value[], one)) },
  countif: { run: (values, wanted) => decimal(((values ?? []) as Value[]).filter((value) => equal(value, wanted ?? null)).length) },
  unique: { run: (values) => (values as Value[]).reduce<Value[]>((found, value) => (holds(found, value) ? found : [...found, value]), []) },
  join: {
    run: (values, separator = '、') =>
      bounded(
        flat(values as Value[])
          .filter((value) => typeof value !== 'boolean')
          .map(words)
          .join(separator as string),
      ),
  },
  item: {
    run: (values, place) => {
      const number = (place as Decimal).toNumber();
      return number === 0 ? null : ((values as Value[]).at(number > 0 ? number - 1 : number) ?? null);
    },
  },
};

export default lists;
