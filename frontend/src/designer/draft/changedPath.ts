/** Where two documents differ, if that is one place: "fields/0/title/en". Empty where they differ in several or in kind. Parts that are the same object are not looked into. */
export function changedPath(before: unknown, after: unknown): string {
  const path: string[] = [];
  let [one, other] = [before, after];
  while (one !== other) {
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return path.join('/');
    const [mine, theirs] = [one as Record<string, unknown>, other as Record<string, unknown>];
    const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
    const changed = [...names].filter((name) => mine[name] !== theirs[name]);
    const [name, more] = changed;
    if (name === undefined || more !== undefined) return '';
    // What came or went is an act of its own, but for words of a place that was empty.
    if (Array.isArray(one) !== Array.isArray(other) || (Array.isArray(one) && one.length !== (other as unknown[]).length)) return '';
    path.push(name);
    [one, other] = [mine[name], theirs[name]];
    if (one === undefined || other === undefined) return typeof (one ?? other) === 'string' ? path.join('/') : '';
  }
  return path.join('/');
}
