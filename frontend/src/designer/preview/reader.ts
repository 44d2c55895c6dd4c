/** The role with whose eyes one begins to look at what not everybody sees: one of those that a page or a pool is for. */
import type { Doc } from '../../api/drafts';
import { useMay } from '../../desk/session';

const lists = ['home_of', 'shown_to', 'managers', 'members'] as const;

/** "app.role"; null for what everybody sees, and for those who may not look with other eyes. */
export function useReader(app: string, document: Doc): string | null {
  const may = useMay();
  const [first] = lists.flatMap((list) => (Array.isArray(document[list]) ? (document[list] as string[]) : []));
  if (first === undefined || !may('people.manage')) return null;
  return first.includes('.') ? first : `${app}.${first}`;
}
