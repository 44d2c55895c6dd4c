/** What stands on a form besides fields (a section, tabs, words, a button): how it is drawn, and what the form lends it. */
import type { ComponentType, ReactNode } from 'react';
import type { FieldInfo, LayoutItem } from '../api/types';
import type { IconName } from '../ui/Icon/Icon';

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
  /** Set where a record is read and nothing filled in. */
  reading?: Reading;
}

/** How the page that shows a record frames what stands in it. */
export interface Reading {
  /** Which record it is. */
  of: { app: string; form: string; id: string };
  section: (item: LayoutItem, title: ReactNode, body: ReactNode) => ReactNode;
  /** Names and values. */
  fields: (fields: FieldInfo[]) => ReactNode;
  field: (item: LayoutItem) => FieldInfo | undefined;
}

export interface LayoutProps<Settings> {
  item: LayoutItem;
  settings: Settings;
  form: FormAround;
}

export interface LayoutView<Settings> {
  key: string;
  /** What a new one says, as documents have it. */
  fresh: Record<string, unknown>;
  /** Its icon and place in the form designer's palette; absent for what only stands in another. */
  palette?: readonly [IconName, number];
  Item: ComponentType<LayoutProps<Settings>>;
  /** How it stands on the page of a record; Item when absent. */
  Reading?: ComponentType<LayoutProps<Settings>>;
  /** A record page shows it below the facts, as wide as the page. */
  sheet?: boolean;
  /** False when there is nothing to draw, whatever rules say. */
  shown?: (settings: Settings, form: FormAround) => boolean;
}

// `any`: the registry holds items of every sort of settings; each file is checked by its own call of defineLayout.
export type AnyLayoutView = LayoutView<any>;

export function defineLayout<Settings>(view: LayoutView<Settings>): AnyLayoutView {
  return view;
}
