/** Figures of columns in words: what is worked out, and its value as the field writes it. */
import type { TFunction } from '../../i18n/words';
import type { FormInfo } from '../../api/types';
import { fieldView } from '../../lib/fields';
import { grouped } from '../../lib/numbers';
import type { Aggregate } from './state';

export const figureName = (key: string, kind: Aggregate) => `${key}:${kind}`;

/** "budget:sum" with its value; undefined for a field one does not see. */
export function figureWords(form: FormInfo, name: string, value: unknown, t: TFunction, locale: string): { title: string; text: string } | undefined {
  const [key = '', kind = ''] = name.split(':');
  const field = form.fields.find((one) => one.key === key);
  if (!field) return undefined;
  return { title: t('cells.figure', { field: field.title, kind: t(`cells.kinds.${kind}`) }), text: valueText(field, kind, value, locale) };
}

function valueText(field: FormInfo['fields'][number], kind: string, value: unknown, locale: string): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'number' && ['filled', 'empty', 'distinct'].includes(kind)) return grouped(String(value));
  const view = fieldView(field.type);
  return view?.brief?.(value, field.settings, locale) ?? (view?.text?.(value, field.settings) || grouped(String(value)));
}
