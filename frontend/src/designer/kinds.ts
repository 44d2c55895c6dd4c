/** What designs the documents of a kind; every other kind is edited by the panel drawn from its schema. */
import type { ComponentType } from 'react';
import type { Doc, DraftProblem } from '../api/drafts';
import { lazyPart } from '../ui/lazyPart';

export interface DesignerProps {
  app: string;
  document: Doc;
  /** As it is published; null while it is not. */
  published: Doc | null;
  onChange: (document: Doc) => void;
  /** What is wrong with this document. */
  problems: readonly DraftProblem[];
  /** Of the saved draft: what the server knows. */
  version: number;
}

export const designers: Readonly<Record<string, ComponentType<DesignerProps>>> = {
  decision_table: lazyPart(async () => (await import('./decision_table/TableDesigner')).TableDesigner, { waiting: null }),
  form: lazyPart(async () => (await import('./form/FormDesigner')).FormDesigner, { waiting: null }),
  page: lazyPart(async () => (await import('./page/PageDesigner')).PageDesigner, { waiting: null }),
  role: lazyPart(async () => (await import('./role/RoleDesigner')).RoleDesigner, { waiting: null }),
  workflow: lazyPart(async () => (await import('./workflow/WorkflowDesigner')).WorkflowDesigner, { waiting: null }),
};
