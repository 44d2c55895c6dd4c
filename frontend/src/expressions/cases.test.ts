/** The cases shared with the server and both databases: tests/conformance/expressions/*.json. */
import { describe, expect, it } from 'vitest';
import { tagged, valuesOf, type Case } from './cases';
import { compileTree } from './evaluate';
import { noted } from './faults';
import { unmatched } from './operators';

const files = import.meta.glob<Case[]>('../../../tests/conformance/expressions/*.json', { eager: true, import: 'default' });

describe.each(Object.entries(files).map(([path, cases]) => ({ file: path.split('/').at(-1), cases })))('$file', ({ cases }) => {
  it.each(cases)('$name', (example) => {
    const run = compileTree(example.tree, example.types);
    const { value, codes } = noted(() => run(valuesOf(example)));

    expect(tagged(value)).toEqual(tagged(example.result));
    expect(codes).toEqual(example.error ? [example.error] : []);
  });
});

it('knows exactly the operators that the server knows', () => {
  expect(unmatched).toEqual([]);
});
