/** A way to look at a form's records (table, board, …). */
import type { ComponentType } from 'react';
import type { IconName } from '../ui/Icon/Icon';
import type { FormInfo } from '../api/types';
import type { ViewInfo } from '../api/views';

export interface ViewProps {
  app: string;
  form: FormInfo;
  /** The chosen view's document; null shows all records. Its filter always holds, what a person filters narrows it. */
  view: ViewInfo | null;
}

export interface RecordView {
  key: string;
  icon: IconName;
  /** Translation key of its name. */
  title: string;
  /** It can show a form's records without a view document. */
  bare?: true;
  View: ComponentType<ViewProps>;
}

export function defineView(view: RecordView): RecordView {
  return view;
}
