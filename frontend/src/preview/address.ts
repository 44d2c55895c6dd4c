/** Where an app is looked at as its drafts would make it: /preview/{app}/{eyes}/{desk or phone}/{page}. */
import { phoneTwin } from '../desk/phoneAddress';

/** With whose eyes one looks: one's own, those of somebody with one role alone ("app.role"), or those of a person. */
export type Eyes = { as: 'me' } | { as: 'role'; of: string } | { as: 'person'; of: string };

export interface Previewed {
  app: string;
  eyes: Eyes;
  /** The pages of which device. */
  pages: 'desk' | 'phone';
  /** What all addresses of these pages begin with. */
  base: string;
}

const shape = /^(\/preview\/([^/]+)\/(me|(role|person)\.([^/]+))\/(desk|phone))(?:\/|$)/;

/** Null for what is no such address. */
export function previewAt(path: string): Previewed | null {
  const found = shape.exec(path);
  if (!found) return null;
  const [, base = '', app = '', , as, of = '', pages] = found;
  return { base, app: decodeURIComponent(app), pages: pages as Previewed['pages'], eyes: as ? { as: as as 'role' | 'person', of: decodeURIComponent(of) } : { as: 'me' } };
}

/** The address of a page of the desk as a device shows it: a phone shows the desk's where it has none of its own. */
export function previewAddress(app: string, eyes: Eyes, device: 'desk' | 'phone', page: string): string {
  const [path = '', search = ''] = page.split('?');
  const twin = device === 'phone' ? phoneTwin(path, search) : null;
  const seen = eyes.as === 'me' ? 'me' : `${eyes.as}.${encodeURIComponent(eyes.of)}`;
  return `/preview/${encodeURIComponent(app)}/${seen}/${twin === null ? `desk${page}` : `phone${twin.slice('/m'.length)}`}`;
}

/** What requests say, so that they are answered as if the drafts held. */
export function previewHeaders({ app, eyes }: Previewed): Record<string, string> {
  return { 'Loomwork-Preview': app, ...(eyes.as === 'role' && { 'Loomwork-Preview-Role': eyes.of }), ...(eyes.as === 'person' && { 'Loomwork-Preview-Person': eyes.of }) };
}

/** What the designer tells the page after a change was saved. */
export const changed = 'loomwork.drafts.changed';
