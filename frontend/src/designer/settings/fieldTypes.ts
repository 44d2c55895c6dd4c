/** The types of fields there are, with their words and settings, from the schema of forms. */
import { useMemo } from 'react';
import { useKindSchema } from '../../api/drafts';
import { currentLocale } from '../../i18n/i18n';
import { fieldView } from '../../lib/fields';
import { localized } from '../../lib/localized';
import type { IconName } from '../../ui/Icon/Icon';
import { descriptionOf, type Schema } from './schema';

export interface FieldTypeInfo {
  key: string;
  title: string;
  description: string;
  icon: IconName;
  settings: Schema;
  /** Which comparisons filters know of it. */
  filters: readonly string[];
  /** What a value is to expressions. */
  value: string;
  /** Worked out, never typed. */
  computed: boolean;
}

const workedOut = new Set(['formula', 'lookup', 'rollup', 'related_list', 'serial_number']);

export function useFieldTypes(): FieldTypeInfo[] {
  const schema = useKindSchema('form').data as Schema | undefined;
  const locale = currentLocale();
  return useMemo(() => (schema ? typesIn(schema, locale) : []), [schema, locale]);
}

function typesIn(schema: Schema, locale: string): FieldTypeInfo[] {
  return (schema.properties?.fields?.items?.allOf ?? []).flatMap((one) => {
    const key = one.if?.properties?.type?.const;
    const settings = one.then?.properties?.settings;
    if (typeof key !== 'string' || !settings) return [];
    return [{ key, title: localized(settings['x-label'], locale) || key, description: descriptionOf(settings, locale), icon: fieldView(key)?.icon ?? 'text', settings, filters: settings['x-filters'] ?? [], value: settings['x-type'] ?? 'text', computed: workedOut.has(key) }];
  });
}
