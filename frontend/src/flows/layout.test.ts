import { expect, test } from 'vitest';
import { laidOut, type Box, type Part, type Way } from './layout';
import { END, START } from './shown';

const step = (key: string, more: Partial<Part> = {}): Part => ({ key, title: key, shape: 'step', scope: null, deadlines: [], ...more });
const way = (from: string, to: string, ...titles: string[]): Way => ({ from, to, titles });

const parts = [
  step('ask', { deadlines: [{ key: 'soon' }, { key: 'late' }], scope: 'phase' }),
  step('sort', { scope: 'phase' }),
  step('tell'),
  step('keep'),
  step('phase', { shape: 'scope', deadlines: [{ key: 'over' }] }),
];
const ways = [way(START, 'ask'), way('ask', 'sort'), way('sort', 'tell', 'Large'), way('sort', 'keep', 'Otherwise'), way('tell', END), way('keep', 'ask', 'Again'), way('phase', 'keep', 'Given up')];

const apart = (a: Box, b: Box) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
const within = (a: Box, b: Box) => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

test('no two cards or deadlines stand on one another', () => {
  const laid = laidOut(parts, ways);
  const boxes = [...['ask', 'sort', 'tell', 'keep', START, END].map((key) => laid.cards.get(key) as Box), ...laid.deadlines.map((one) => one.box)];
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => expect(apart(one, other)).toBe(true)));
});

test('a scope stands around its steps and their deadlines, and around nothing else', () => {
  const laid = laidOut(parts, ways);
  const frame = laid.frames[0]?.box as Box;
  for (const key of ['ask', 'sort']) expect(within(laid.cards.get(key) as Box, frame)).toBe(true);
  for (const one of laid.deadlines) expect(within(one.box, frame)).toBe(true);
  for (const key of ['tell', 'keep']) expect(apart(laid.cards.get(key) as Box, frame)).toBe(true);
});

test('the same document is drawn the same, and the main way goes straight down', () => {
  expect(laidOut(parts, ways)).toEqual(laidOut(parts, ways));
  const line = laidOut([step('ask', { deadlines: [{ key: 'soon' }] }), step('tell')], [way(START, 'ask'), way('ask', 'tell'), way('tell', END)]);
  const middles = [START, 'ask', 'tell', END].map((key) => line.cards.get(key) as Box).map((box) => box.x + box.width / 2);
  expect(new Set(middles).size).toBe(1);
});

test('a way back and a way to itself leave beside the card', () => {
  const laid = laidOut([step('ask'), step('tell')], [way(START, 'ask'), way('ask', 'tell', 'Done'), way('ask', 'ask', 'Again'), way('tell', 'ask', 'Back'), way('tell', END, 'On')]);
  const ask = laid.cards.get('ask') as Box;
  for (const [from, to] of [['ask', 'ask'], ['tell', 'ask']]) {
    const path = laid.lines.find((line) => line.way.from === from && line.way.to === to)?.path ?? '';
    const last = path.split(/[A-Z]/).at(-1)?.split(' ').map(Number) ?? [];
    expect([ask.x, ask.x + ask.width]).toContain(last.at(-2));
  }
});
