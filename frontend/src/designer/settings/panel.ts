/** What members of a panel need of the document and the app around them. */
import { createContext, use, type ReactNode } from 'react';
import type { Doc } from '../../api/drafts';
import type { Schema, Value } from './schema';

export interface Around {
  app: string;
  /** The app's documents as they are to become. */
  contents: readonly { kind: string; key: string; document: Doc }[];
  /** The document itself. */
  own?: { kind: string; key: string };
  /** Whose fields names stand for: "record" → the form's key, "row" → another's. */
  subjects: Readonly<Record<string, string | undefined>>;
  /** The step of a workflow whose settings are edited: its formulas read what the steps before it tell. */
  step?: { workflow: string; node: string };
  /** The object whose member is edited: some members go by those beside them. */
  beside: Value;
  /** The object around that. */
  above?: Value;
  /** What is wrong at a place of the document, by JSON pointer. */
  wrong: (pointer: string) => string | undefined;
  /** Done once the server knows of everything typed so far: what reads names there would miss those just given. */
  known: () => Promise<void>;
  /** Tells how something typed is read at once, for who checks the whole; gives what takes that back. */
  reading: (finish: () => Promise<unknown>) => () => void;
  /** Names a place of the document for text that could not be read, by JSON pointer. */
  unreadAt: (pointer: string) => string;
  /** Takes the last act back. */
  undo: () => void;
}

export const AroundContext = createContext<Around>({ app: '', contents: [], subjects: {}, beside: {}, wrong: () => undefined, known: () => Promise.resolve(), reading: () => () => undefined, unreadAt: (pointer) => pointer, undo: () => undefined });

export const useAround = () => use(AroundContext);

export interface PanelProps {
  schema: Schema;
  value: Value;
  onChange: (value: Value) => void;
  /** JSON pointer of the object in its document. */
  pointer: string;
  /** Members that stand elsewhere, or nowhere. */
  without?: readonly string[];
}

/** Draws the panel of an object, for members that hold one: panels and members would import each other otherwise. */
export const PanelContext = createContext<(props: PanelProps) => ReactNode>(() => null);

export interface FieldDoc extends Doc {
  key: string;
  type: string;
  title: string | Record<string, string>;
  settings?: Doc;
}

/** The fields of a form of the app. */
export function fieldsOf(around: Pick<Around, 'contents'>, form: string | undefined): FieldDoc[] {
  const found = around.contents.find((one) => one.kind === 'form' && one.key === form);
  return (found?.document.fields as FieldDoc[] | undefined) ?? [];
}
