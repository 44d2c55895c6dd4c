/** Where items stand in two columns. A field that a rule shows comes on a line of its own below its cause's line, so that nothing is pushed aside. */

export interface Placing {
  key: string;
  wide: boolean;
  /** Shown and hidden by rules. */
  called: boolean;
  inSight: boolean;
}

/** Key → CSS grid-area; items out of sight have none, yet what stands beside them does not move when they come. */
export function inTwoColumns(items: readonly Placing[]): ReadonlyMap<string, string> {
  const lines: { steady: Placing[]; called: Placing[] }[] = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (item.called && line) line.called.push(item);
    else if (!item.called && !item.inSight) continue;
    else if (!item.wide && line && line.steady.length === 1 && !line.steady[0]?.wide) line.steady.push(item);
    else lines.push(item.called ? { steady: [], called: [item] } : { steady: [item], called: [] });
  }
  const areas = new Map<string, string>();
  let row = 0;
  for (const { steady, called } of lines) {
    if (steady.length > 0) row += 1;
    steady.forEach(({ key, wide }, column) => areas.set(key, wide ? `${row} / 1 / auto / -1` : `${row} / ${column + 1}`));
    let beside: Placing | null = null;
    for (const item of called.filter(({ inSight }) => inSight)) {
      const pairs: boolean = beside !== null && !beside.wide && !item.wide;
      if (!pairs) row += 1;
      areas.set(item.key, item.wide ? `${row} / 1 / auto / -1` : `${row} / ${pairs ? 2 : 1}`);
      beside = pairs ? null : item;
    }
  }
  return areas;
}
