/** A way to look at a form's records (table, board, …). */
import type { ComponentType } from 'react';
import type { IconName } from '../ui/Icon/Icon';
import type { FormInfo } from '../api/types';

export interface ViewProps {
  app: string;
  form: FormInfo;
}

export interface RecordView {
  key: string;
  icon: IconName;
  /** Translation key of its name. */
  title: string;
  View: ComponentType<ViewProps>;
}

export function defineView(view: RecordView): RecordView {
  return view;
}
