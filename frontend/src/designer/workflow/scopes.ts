/** Scopes of a workflow document: steps that share deadlines. Nothing here changes a document; each act gives another. */
import type { Doc } from '../../api/drafts';
import { edgesIn, newKey, readingOrder } from './graph';

export interface Scope extends Doc {
  key: string;
  title: string | Record<string, string>;
  nodes: string[];
}

export const scopesIn = (document: Doc): Scope[] => ((document.scopes as Scope[] | undefined) ?? []).filter((scope) => Array.isArray(scope.nodes));

const withScopes = ({ scopes: _scopes, ...others }: Doc, scopes: readonly Scope[]): Doc => ({ ...others, ...(scopes.length > 0 && { scopes }) });

/** A new one around one step. */
export function withScope(document: Doc, step: string, title: Scope['title']): { document: Doc; key: string } {
  const key = newKey(document, 'scope');
  return { document: withScopes(document, [...scopesIn(document), { key, title, nodes: [step], limits: [] }]), key };
}

/** A step taken in or left out; steps stand in reading order. The last one stays: a scope around nothing is none. */
export function stepInScope(document: Doc, key: string, step: string, inside: boolean): Doc {
  return changedScope(document, key, (scope) => {
    const nodes = readingOrder(document).filter((one) => (one === step ? inside : scope.nodes.includes(one)));
    return nodes.length > 0 ? { ...scope, nodes } : scope;
  });
}

export function changedScope(document: Doc, key: string, change: (scope: Scope) => Scope): Doc {
  return withScopes(document, scopesIn(document).map((scope) => (scope.key === key ? change(scope) : scope)));
}

/** Its steps stay; its ways out go with it. */
export function withoutScope(document: Doc, key: string): Doc {
  const left = withScopes(document, scopesIn(document).filter((scope) => scope.key !== key));
  return { ...left, edges: edgesIn(left).filter((edge) => edge.from !== key) };
}
