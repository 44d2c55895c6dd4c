/** What somebody changed in a document, put onto the document as it is by now: a designer may act on one it was drawn with a while ago, as when a formula has first to be read by the server. */
import { same } from '../settings/same';

type Members = Record<string, unknown>;

/** `mine` was made from `base`; the answer is `latest` with the same change. Where both changed the very same value, `mine` stands. */
export function rebase(base: unknown, mine: unknown, latest: unknown): unknown {
  if (base === latest || same(base, latest)) return mine;
  if (base === mine || same(base, mine)) return latest;
  // What is gone by now does not come back in part.
  if (isMembers(base) && latest === undefined) return undefined;
  if (isMembers(base) && isMembers(mine) && isMembers(latest)) return rebaseMembers(base, mine, latest);
  const [before, own, now] = [keyed(base), keyed(mine), keyed(latest)];
  if (before && own && now) return rebaseParts(before, own, now);
  return mine;
}

function rebaseMembers(base: Members, mine: Members, latest: Members): Members {
  const names = new Set([...Object.keys(latest), ...Object.keys(mine)]);
  const merged = [...names].map((name): [string, unknown] => [name, rebase(base[name], mine[name], latest[name])]);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

/** Lists of parts with keys of their own: fields, rules, steps. The order is that of whom moved them, `latest` where nobody did. */
function rebaseParts(base: Map<string, Members>, mine: Map<string, Members>, latest: Map<string, Members>): Members[] {
  const moved = !same([...base.keys()], [...mine.keys()].filter((key) => base.has(key)));
  const [first, second] = moved || same([...base.keys()], [...latest.keys()]) ? [mine, latest] : [latest, mine];
  const order = [...first.keys()];
  // What only the other has stands behind what it stood behind there.
  let before = -1;
  for (const key of second.keys()) {
    const at = order.indexOf(key);
    if (at >= 0) before = at;
    else order.splice((before += 1), 0, key);
  }
  return order.flatMap((key) => {
    const part = rebase(base.get(key), mine.get(key), latest.get(key));
    return isMembers(part) ? [part] : [];
  });
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyed(value: unknown): Map<string, Members> | null {
  if (!Array.isArray(value)) return null;
  const found = new Map<string, Members>();
  for (const part of value) {
    if (!isMembers(part) || typeof part.key !== 'string' || found.has(part.key)) return null;
    found.set(part.key, part);
  }
  return found;
}
