/** Outputs of steps as an administrator writes them: a text as it is, all else as JSON, each of the kind it was. */

export interface Output {
  node: string;
  title: string;
  key: string;
  value?: unknown;
}

export function outputText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** What was written otherwise, by step, and the places of what cannot be read. */
export function changedOutputs(outputs: Output[], texts: string[]): { changed: Record<string, Record<string, unknown>>; wrong: number[] } {
  const changed: Record<string, Record<string, unknown>> = {};
  const wrong: number[] = [];
  outputs.forEach((one, at) => {
    const text = texts[at] ?? '';
    if (text === outputText(one.value)) return;
    const value = read(text, one.value);
    if (value === undefined) wrong.push(at);
    else (changed[one.node] ??= {})[one.key] = value;
  });
  return { changed, wrong };
}

function read(text: string, before: unknown): unknown {
  if (typeof before === 'string') return text;
  try {
    const value: unknown = JSON.parse(text);
    return before === null || before === undefined || value === null || kind(value) === kind(before) ? value : undefined;
  } catch {
    // What was nothing may become a text.
    return before === null || before === undefined ? text : undefined;
  }
}

const kind = (value: unknown) => (Array.isArray(value) ? 'list' : typeof value);
