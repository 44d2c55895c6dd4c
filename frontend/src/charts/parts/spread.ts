/** Names at the ends of lines: those at one place step apart, so that each can be read, and stay as near to their lines as may be. */

/** By how much each of `places` moves so that there is a `gap` between them, within 0 and `most`. */
export function apart(places: readonly number[], gap: number, most: number): number[] {
  const order = places.map((_, at) => at).toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const moved = order.map((at) => places[at] ?? 0);
  for (let at = 1; at < moved.length; at += 1) moved[at] = Math.max(moved[at] ?? 0, (moved[at - 1] ?? 0) + gap);
  let ceiling = most;
  for (let at = moved.length - 1; at >= 0; at -= 1) {
    moved[at] = Math.min(moved[at] ?? 0, ceiling);
    ceiling = (moved[at] ?? 0) - gap;
  }
  const found = places.map(() => 0);
  for (const [rank, at] of order.entries()) found[at] = (moved[rank] ?? 0) - (places[at] ?? 0);
  return found;
}
