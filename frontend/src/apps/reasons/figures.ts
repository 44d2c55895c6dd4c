/** Scores and weights as people read them. */
import type { Decision } from '../../api/types';

/** "40.0" of a score; scores come as decimal text or as numbers. */
export function score(value: number | string | null): string {
  const number = Number(value);
  return value === null || value === '' || Number.isNaN(number) ? '—' : number.toFixed(1);
}

export function weightText(weight: string): string {
  const number = Number(weight);
  if (Number.isNaN(number)) return weight;
  return `${Math.round(number <= 1 ? number * 100 : number)}%`;
}

/** Scores are in hundredths where the weights are fractions: 0.823 is shown as 82.3. */
export function scaleOf(decision: Decision): number {
  const greatest = Math.max(0, ...decision.candidates.map((one) => Math.abs(Number(one.score))));
  return greatest > 0 && greatest <= 1 ? 100 : 1;
}
