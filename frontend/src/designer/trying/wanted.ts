/** On what a document of a kind is tried. */
import type { Doc } from '../../api/drafts';
import type { Around } from '../settings/panel';

/** A record of one of several forms, the likeliest first; values of inputs; or what is there now. */
export type Wanted = { of: 'record'; forms: string[] } | { of: 'values' } | { of: 'now' };

const kinds = ['alarm', 'decision_table', 'message', 'ranking'];

export const isTried = (kind: string) => kinds.includes(kind);

export function wantedBy(kind: string, document: Doc, contents: Around['contents']): Wanted {
  if (kind === 'decision_table') return { of: 'values' };
  if (kind === 'alarm') return { of: 'now' };
  if (typeof document.form === 'string') return { of: 'record', forms: [document.form] };
  const forms = contents.filter((one) => one.kind === 'form' && one.key !== document.of).map((one) => one.key);
  const likely = usersOf(String(document.key), kind, contents);
  return { of: 'record', forms: [...likely.filter((one) => forms.includes(one)), ...forms.filter((one) => !likely.includes(one))] };
}

/** The forms of workflows in whose steps the document is named. */
function usersOf(key: string, member: string, contents: Around['contents']): string[] {
  const names = (value: unknown): boolean => (Array.isArray(value) ? value.some(names) : typeof value === 'object' && value !== null && Object.entries(value).some(([name, one]) => (name === member && one === key) || names(one)));
  const found = contents.filter((one) => one.kind === 'workflow' && names(one.document.nodes)).map((one) => (one.document.trigger as { form?: unknown } | undefined)?.form);
  return [...new Set(found.filter((one): one is string => typeof one === 'string'))];
}

/** Typed values as JSON has them: yes and no are no texts. */
export function givenIn(document: Doc, values: Readonly<Record<string, string>>): Record<string, unknown> {
  const inputs = (Array.isArray(document.inputs) ? document.inputs : []) as { key: string; type?: string }[];
  const yes = ['是', 'yes', 'true', '1'];
  return Object.fromEntries(inputs.flatMap(({ key, type }) => ((values[key] ?? '') === '' ? [] : [[key, type === 'boolean' ? yes.includes((values[key] ?? '').trim().toLowerCase()) : values[key]]])));
}
