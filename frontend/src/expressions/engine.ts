/** The interpreter, fetched once by pages whose forms have something to work out: a form without needs none of it. */
type Engine = typeof import('./interpreter');

let loaded: Engine | null = null;

/** Null until it is here; what cannot be told without it is left to the server. */
export function engine(): Engine | null {
  return loaded;
}

export async function loadEngine(): Promise<void> {
  loaded ??= await import('./interpreter');
}
