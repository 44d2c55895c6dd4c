/** Patterns on areas, so that no series is known by its colour alone. `sample` is the same in a box of 24 × 12. */
interface Pattern {
  decal: object;
  sample: string;
}

const line = (rotation: number) => ({ symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.5, 6], rotation });

const patterns: Pattern[] = [
  { decal: { symbol: 'none' }, sample: '' },
  { decal: line(Math.PI / 4), sample: 'M0 8l8-8M4 12l12-12M12 12l12-12M20 12l8-8' },
  { decal: { symbol: 'circle', dashArrayX: [[4, 6], [0, 5, 4, 1]], dashArrayY: [4, 2], symbolSize: 0.5 }, sample: 'M4 4h1M12 4h1M20 4h1M8 9h1M16 9h1' },
  { decal: line(0), sample: 'M0 3h24M0 9h24' },
  { decal: line(-Math.PI / 4), sample: 'M-4 0l12 12M4 0l12 12M12 0l12 12' },
  { decal: line(Math.PI / 2), sample: 'M4 0v12M10 0v12M16 0v12M22 0v12' },
  { decal: { symbol: 'none' }, sample: '' },
];

export function patternOf(hue: number): Pattern {
  return patterns[hue] ?? { decal: {}, sample: '' };
}
