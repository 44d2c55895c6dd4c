/** What an app consists of, for those who build it: documents, their drafts, and publishing. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';

export type Doc = Record<string, unknown>;
type Schemas = components['schemas'];
export type DraftedDocument = Schemas['Document'];
export type ListedDocument = Schemas['ListedDocument'];
export type DraftProblem = Schemas['DraftProblem'];
export type DraftChanges = Schemas['DraftChanges'];
export type Kind = Schemas['Kind'];

const match = (version: number) => ({ header: { 'If-Match': `"${version}"` } });

/** One document of an app: everything that is done with its draft. */
export interface Place {
  app: string;
  kind: string;
  key: string;
}

export const draftOf = ({ app, kind, key }: Place) => {
  const path = { app, kind, key };
  return {
    read: () => answer(client.GET('/api/v1/apps/{app}/documents/{kind}/{key}', { params: { path } })),
    save: (document: Doc, version: number) => answer(client.PUT('/api/v1/apps/{app}/documents/{kind}/{key}/draft', { params: { path, ...match(version) }, body: { document } })),
    undo: (version: number) => answer(client.POST('/api/v1/apps/{app}/documents/{kind}/{key}/draft/undo', { params: { path, ...match(version) } })),
    redo: (version: number) => answer(client.POST('/api/v1/apps/{app}/documents/{kind}/{key}/draft/redo', { params: { path, ...match(version) } })),
    keep: (version: number) => answer(client.POST('/api/v1/apps/{app}/documents/{kind}/{key}/draft/keep', { params: { path, ...match(version) } })),
    restore: (revision: number, version: number) => answer(client.POST('/api/v1/apps/{app}/documents/{kind}/{key}/draft/restore', { params: { path, ...match(version) }, body: { revision } })),
    discard: async (version: number) => void (await client.DELETE('/api/v1/apps/{app}/documents/{kind}/{key}/draft', { params: { path, ...match(version) } })),
    hold: (take: boolean) => answer(client.POST('/api/v1/apps/{app}/documents/{kind}/{key}/draft/hold', { params: { path }, body: { take } })),
    leave: async () => void (await client.DELETE('/api/v1/apps/{app}/documents/{kind}/{key}/draft/hold', { params: { path } })),
  };
};

export type DraftCalls = ReturnType<typeof draftOf>;

export function useDocuments(app: string) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'documents'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/documents', { params: { path: { app } } })),
  });
}

/** The documents of some kinds as they are to become: what others may name. */
export function useContents(app: string, kinds: string) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'contents', kinds],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/contents', { params: { path: { app }, query: { kinds } } })),
  });
}

export function useRevisions({ app, kind, key }: Place) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'revisions', kind, key],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/documents/{kind}/{key}/revisions', { params: { path: { app, kind, key } } })),
    retry: false,
  });
}

/** `version` makes a new question of each saved draft. */
export function useProblems(app: string, version?: number) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'problems', version ?? 'now'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/problems', { params: { path: { app } } })),
    placeholderData: (before) => before,
  });
}

export function useChanges(app: string) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'changes'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/changes', { params: { path: { app } } })),
    staleTime: 0,
  });
}

export function useFormPreview(app: string, form: string, role: string | null, version: number) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'preview', form, role, version],
    queryFn: () => answer(client.POST('/api/v1/apps/{app}/documents/form/{key}/preview', { params: { path: { app, key: form } }, body: { role } })),
    retry: false,
  });
}

/** The JSON Schema of a kind, with words for people. */
export function useKindSchema(kind: string) {
  return useQuery({
    queryKey: ['schemas', kind],
    queryFn: async () => (await client.GET('/api/v1/schemas/{kind}', { params: { path: { kind } } })).data as unknown as Doc,
    staleTime: Infinity,
  });
}

/** Resolves to the operation's id. */
export function useRunScenarios(app: string) {
  return useMutation({ mutationFn: async () => (await answer(client.POST('/api/v1/apps/{app}/scenarios/run', { params: { path: { app } } }))).operation });
}

export function usePublish(app: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (drafts: { kind: string; key: string; version: number }[]) => answer(client.POST('/api/v1/apps/{app}/publish', { params: { path: { app } }, body: { drafts } })),
    // Forms, views, workflows: whatever is known of the app may be another now.
    onSuccess: () => cache.invalidateQueries(),
  });
}

export function useMakeApp() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { key: string; title: string; summary: string }) => answer(client.POST('/api/v1/apps', { body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.apps }),
  });
}

/** Which rows of a decision table overlap, and which cases none covers, as it stands now. */
export function useTableReview(app: string, document: Doc) {
  const body = JSON.stringify(document);
  return useQuery({
    queryKey: [...keys.drafts(app), 'table review', body],
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: () => answer(client.POST('/api/v1/apps/{app}/decision_tables/check', { params: { path: { app } }, body: { document: document as Record<string, unknown> } })),
  });
}

/** By which outcomes the steps and scopes of a workflow can be left, as it stands now. */
export function outlineOf(app: string, document: Doc) {
  const graph = JSON.stringify({ nodes: document.nodes ?? [], scopes: document.scopes ?? [] });
  return queryOptions({
    queryKey: [...keys.drafts(app), 'outline', graph],
    queryFn: async () => (await answer(client.POST('/api/v1/apps/{app}/outline', { params: { path: { app } }, body: { document: JSON.parse(graph) as Doc } }))).nodes,
    staleTime: Infinity,
  });
}

/** That of a moment ago until the present one has come. */
export function useOutline(app: string, document: Doc) {
  return useQuery({ ...outlineOf(app, document), placeholderData: (before) => before });
}

/** Whose names a formula has: those of a form's record, of what the steps before a step tell, and of other records at hand. */
export interface FormulaScope {
  app: string;
  /** Without it a record of any form is meant. */
  form?: string;
  step?: { workflow: string; node: string };
  /** The forms of the other records, by how they are read: "row" → "balance". */
  atHand?: Readonly<Partial<Record<'row' | 'candidate' | 'item', string>>>;
}

const scopeBody = ({ form, step, atHand }: FormulaScope) => ({ form: form ?? null, step: step ?? null, at_hand: atHand ?? {} });
const scopeKey = ({ form, step, atHand }: FormulaScope) => [form ?? null, step ?? null, atHand ?? null];

/** The text of a formula. */
export function useFormulaText(scope: FormulaScope, tree: unknown) {
  const { app } = scope;
  return useQuery({
    queryKey: [...keys.drafts(app), 'formula', 'text', ...scopeKey(scope), JSON.stringify(tree ?? null)],
    enabled: tree !== undefined,
    queryFn: () => answer(client.POST('/api/v1/apps/{app}/formulas', { params: { path: { app } }, body: { ...scopeBody(scope), text: null, tree } })),
    staleTime: Infinity,
  });
}

/** What a formula comes to on a record, by what is published. That of a moment ago until the present one has come. */
export function useFormulaValue({ app, form, tree, record }: { app: string; form: string; tree: unknown; record: string }) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'formula', 'value', form, JSON.stringify(tree), record],
    queryFn: () => answer(client.POST('/api/v1/apps/{app}/forms/{form}/formulas/value', { params: { path: { app, form } }, body: { tree, record } })),
    placeholderData: (before) => before,
    retry: false,
  });
}

export function readFormula(scope: FormulaScope, text: string) {
  return answer(client.POST('/api/v1/apps/{app}/formulas', { params: { path: { app: scope.app } }, body: { ...scopeBody(scope), text, tree: null } }));
}

/** The names and functions that a formula may use. */
export function useFormulaWords(scope: FormulaScope, wanted = true) {
  const { app, form, step, atHand } = scope;
  return useQuery({
    queryKey: [...keys.drafts(app), 'formula', 'words', ...scopeKey(scope)],
    enabled: wanted,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/formulas/words', { params: { path: { app }, query: { ...(form && { form }), ...(step && { workflow: step.workflow, step: step.node }), ...atHand } } })),
    staleTime: 10_000,
  });
}
