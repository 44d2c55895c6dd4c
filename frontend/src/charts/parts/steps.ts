/** Five steps of one hue for figures from low to high, and bands with round ends for a legend. */

export const steps = 5;

/** From 1, the palest; where all are equal, the middle one. */
export function stepOf(value: number, low: number, high: number): number {
  return high === low ? 3 : Math.min(steps, 1 + Math.floor((steps * (value - low)) / (high - low)));
}

export interface Band {
  /** Its shade, from 1. */
  step: number;
  from: number;
  /** The next one begins here. */
  to: number;
}

const round = [1, 2, 2.5, 5, 10];

/** At most five bands of one width that hold all values; where all are equal a single one of the middle shade. */
export function bandsOf(values: readonly number[]): Band[] {
  if (values.length === 0) return [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return [{ step: 3, from: low, to: high }];
  const least = (high - low) / steps;
  const power = 10 ** Math.floor(Math.log10(least));
  for (const width of [...round, 20, 50].map((one) => one * power)) {
    const first = Math.floor(low / width);
    const count = Math.floor(high / width) - first + 1;
    if (count <= steps) return Array.from({ length: count }, (_, at) => ({ step: at + 1, from: exact((first + at) * width), to: exact((first + at + 1) * width) }));
  }
  return [{ step: 3, from: low, to: high }];
}

/** Without the crumbs of binary fractions. */
const exact = (value: number) => Number(value.toPrecision(12));

export function bandOf(value: number, bands: readonly Band[]): Band | undefined {
  return bands.find((band) => value >= band.from && value < band.to) ?? bands.at(-1);
}
