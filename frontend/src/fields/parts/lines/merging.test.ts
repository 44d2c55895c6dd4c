/** Lines that two people changed: nobody's cell is lost, and only what both said differently takes a choice. */
import { expect, test } from 'vitest';
import { field } from '../../../form/fixture';
import '../../../lib/fields';
import { mergedLines, withPart } from './merging';
import type { Line, LineColumn } from './model';

const columns: LineColumn[] = [
  field('name', 'text'),
  field('count', 'integer'),
  field('double', 'formula', { settings: { result: 'integer', expression: { '*': [{ var: 'line.count' }, 2] } } }),
];
const line = (id: string, count: number | null = 1, name = id): Line => ({ id, name, count, double: 0 });
const ids = (lines: Line[] | null) => (lines ?? []).map(({ id }) => id).join('');
const merged = (base: Line[], mine: Line[], theirs: Line[]) => mergedLines(base, mine, theirs, columns);
const base = [line('a'), line('b'), line('c')];

test('different lines, and different cells of one line, are taken together', () => {
  const { value, clash } = merged(base, [line('a', 5), line('b'), line('c')], [line('a', 1, 'A'), line('b', 7), line('c')]);
  expect(clash).toBe(false);
  expect(value).toEqual([line('a', 5, 'A'), line('b', 7), line('c')]);
});

test('one cell that both changed is a choice named by line and column, and mine until somebody chooses', () => {
  const { value, parts } = merged(base, [line('a'), line('b', 5), line('c')], [line('a'), line('b', 7, 'B'), line('c')]);
  expect(parts).toEqual([{ line: 'b', column: 'count', number: 2, mine: 5, theirs: 7 }]);
  expect(value?.[1]).toEqual(line('b', 5, 'B'));
  expect(withPart(value, parts[0]!, 7)?.[1]).toEqual(line('b', 7, 'B'));
});

test('the same said twice, and what is worked out, are no choice', () => {
  const theirs = [{ ...line('a', 4), double: 8 }, line('b'), line('c')];
  expect(merged(base, [line('a', 4), line('b'), line('c')], theirs).clash).toBe(false);
  expect(merged(base, [{ ...line('a'), double: 2 }, line('b'), line('c')], theirs).value?.[0]?.count).toBe(4);
});

test('a line nobody else touched goes with who deleted it', () => {
  expect(ids(merged(base, [line('a'), line('c')], [line('a', 9), line('b'), line('c')]).value)).toBe('ac');
  expect(ids(merged(base, [line('a', 9), line('b'), line('c')], [line('a'), line('c')]).value)).toBe('ac');
  expect(merged([line('a')], [], []).value).toBeNull();
});

test('a line deleted here and changed there is a choice, not a loss', () => {
  const { value, parts } = merged(base, [line('a'), line('c')], [line('a'), line('b', 7), line('c')]);
  expect(ids(value)).toBe('ac');
  expect(parts).toEqual([{ line: 'b', column: null, number: 2, mine: null, theirs: line('b', 7) }]);
  expect(withPart(value, parts[0]!, line('b', 7))).toEqual([line('a'), line('b', 7), line('c')]);
  expect(ids(withPart(value, parts[0]!, null))).toBe('ac');
});

test('a line changed here and deleted there is a choice, not a loss', () => {
  const { value, parts } = merged(base, [line('a'), line('b', 7), line('c')], [line('a'), line('c')]);
  expect(ids(value)).toBe('abc');
  expect(parts).toEqual([{ line: 'b', column: null, number: 2, mine: line('b', 7), theirs: null }]);
  expect(ids(withPart(value, parts[0]!, null))).toBe('ac');
  expect(withPart(value, parts[0]!, line('b', 7))?.[1]).toEqual(line('b', 7));
});

test('new lines of both stay where they were put', () => {
  expect(ids(merged(base, [line('a'), line('x'), line('b'), line('c')], [line('y'), line('a'), line('b'), line('c'), line('z')]).value)).toBe('yaxbcz');
  expect(ids(merged([], [line('x')], [line('y')]).value)).toBe('xy');
});

test('lines that only one moved stand where he put them', () => {
  const [a, b, c] = base as [Line, Line, Line];
  expect(ids(merged(base, [c, a, b], [a, line('y'), b, c]).value)).toBe('cayb');
  expect(ids(merged(base, [a, b, c, line('x')], [c, b, a]).value)).toBe('cxba');
});

test('whatever both did, no line that somebody made or changed is lost without being asked about', () => {
  let seed = 7;
  const chance = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const worked = (lines: Line[], who: string) =>
    lines.flatMap((one, place) => [[one], [], [{ ...one, count: chance(3) }], [{ ...one, name: who }], [line(`${who}${place}`), one]][chance(5)] as Line[]);
  for (let round = 0; round < 2_000; round += 1) {
    const begun = Array.from({ length: chance(6) }, (_, place) => line(String(place)));
    const [mine, theirs] = [worked(begun, 'm'), worked(begun, 't')];
    const { value, parts } = merged(begun, mine, theirs);
    const found = new Map((value ?? []).map((one) => [one.id, one]));
    const asked = new Set(parts.map((part) => `${part.line}/${part.column}`));
    expect(found.size).toBe(value?.length ?? 0);
    for (const side of [mine, theirs])
      for (const one of side) {
        const before = begun.find(({ id }) => id === one.id);
        for (const key of ['name', 'count']) {
          if (before && before[key] === one[key]) continue;
          const told = asked.has(`${one.id}/null`) || asked.has(`${one.id}/${key}`);
          expect(told || found.get(one.id)?.[key] === one[key], JSON.stringify({ begun, mine, theirs, value })).toBe(true);
        }
      }
  }
});
