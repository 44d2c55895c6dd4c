/** A storage that begins with some of what another holds and is gone with the page. */
export function passing(from: Storage, names: readonly string[]): Storage {
  const kept = new Map<string, string>();
  for (const name of names) {
    const value = from.getItem(name);
    if (value !== null) kept.set(name, value);
  }
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
  };
}
