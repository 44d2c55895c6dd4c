/** What stands on a form besides fields (a section, tabs, words, a button): how it is drawn, and what the form lends it. */
import type { ComponentType, ReactNode } from 'react';
import type { LayoutItem } from '../api/types';

/** One act a layout item may ask for: {"move": {"status": "win"}}. */
export type Deed = Record<string, unknown>;

/** The form around an item, as far as items need it. */
export interface FormAround {
  /** Begins every id on the form's page. */
  id: string;
  device: 'desk' | 'phone';
  /** False for what rules hide now, or what has nothing in it. */
  inSight: (item: LayoutItem) => boolean;
  /** True for a field that rules show or hide: when it comes it must push nothing aside. */
  called: (item: LayoutItem) => boolean;
  /** A field that takes the whole row. */
  wide: (item: LayoutItem) => boolean;
  draw: (item: LayoutItem) => ReactNode;
  /** How many problems of fields inside are being told. */
  problems: (item: LayoutItem) => number;
  opened: (key: string, atFirst: boolean) => boolean;
  open: (key: string, is: boolean) => void;
  /** Of several items of which one is in sight, the one opened last; null when none was. */
  latest: (keys: readonly string[]) => string | null;
  /** Does the act; null when it cannot be done here and now, so that no button is dead. */
  deed: (deed: Deed) => (() => void) | null;
}

export interface LayoutProps<Settings> {
  item: LayoutItem;
  settings: Settings;
  form: FormAround;
}

export interface LayoutView<Settings> {
  key: string;
  Item: ComponentType<LayoutProps<Settings>>;
  /** What the record page calls the fields inside it. */
  title?: (settings: Settings) => string | null;
  /** False when there is nothing to draw, whatever rules say. */
  shown?: (settings: Settings, form: FormAround) => boolean;
}

// `any`: the registry holds items of every sort of settings; each file is checked by its own call of defineLayout.
export type AnyLayoutView = LayoutView<any>;

export function defineLayout<Settings>(view: LayoutView<Settings>): AnyLayoutView {
  return view;
}
