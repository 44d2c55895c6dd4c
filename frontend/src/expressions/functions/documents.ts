/** Fields that hold several things at once: the parts of an address, the answers of a survey matrix. Only these functions look into one. */
import type { Action, Closure, Node } from '../nodes';
import { decimal, documentAt, parse, type Value } from '../values';

type Document = Record<string, unknown>;

function textOf(document: Document, key: Value): string | null {
  const found = typeof key === 'string' && Object.hasOwn(document, key) ? document[key] : null;
  return typeof found === 'string' && found ? found : null;
}

/** Looks at the document that the first argument names, with the values of the others. */
const looking =
  (look: (document: Document, values: Value[]) => Value) =>
  (nodes: readonly Node[], closures: readonly Closure[]): Closure => {
    const [named] = nodes;
    const path = named?.sort === 'name' ? named.path : [];
    return (data) => {
      const document = documentAt(data, path);
      return document && look(document, closures.slice(1).map((value) => value(data)));
    };
  };

const part = (key: string): Action => ({ compile: looking((document) => textOf(document, key)) });
const degrees = (key: string): Action => ({ compile: looking((document) => parse(textOf(document, key) ?? '', 'decimal')) });

function count(document: Document, values: Value[]): Value {
  const given = Object.values(document).filter((value) => typeof value === 'string');
  return decimal((values.length ? given.filter((value) => value === values[0]) : given).length);
}

const documents: Record<string, Action> = {
  province: part('province'),
  city: part('city'),
  district: part('district'),
  address_detail: part('detail'),
  latitude: degrees('latitude'),
  longitude: degrees('longitude'),
  answer: { compile: looking((document, [key = null]) => textOf(document, key)) },
  count_answers: { compile: looking(count) },
};

export default documents;
