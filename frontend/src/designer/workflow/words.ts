/** What a card says of its step: whom it asks, what it sends, which form; from its settings by their schema, so that a new type of step says something too. */
import type { TFunction } from '../../i18n/words';
import { localized, type Localized } from '../../lib/localized';
import { fieldsOf, type Around } from '../settings/panel';
import { isObject, titleOf, valueTitle, type Schema } from '../settings/schema';
import type { Step } from './graph';

/** Two are what a card has room for. */
const most = 2;

export function lineOf(step: Step, settings: Schema | undefined, around: Around, t: TFunction): string {
  const said = isObject(step.settings) ? step.settings : {};
  const parts = Object.entries(settings?.properties ?? {}).flatMap(([name, schema]) => {
    const words = said[name] === undefined ? '' : wordsOf(said[name], name, schema, around, t);
    return words ? [words] : [];
  });
  return parts.slice(0, most).join(' · ');
}

function wordsOf(value: unknown, name: string, schema: Schema, around: Around, t: TFunction): string {
  if (schema['x-kind'] && typeof value === 'string') return localized(around.contents.find((one) => one.kind === schema['x-kind'] && one.key === value)?.document.title as Localized) || value;
  if (schema['x-persons']) return personsWords(value, around, t);
  if (schema['x-field'] && typeof value === 'string') return localized(fieldsOf(around, around.subjects.record).find((one) => one.key === value)?.title) || value;
  if (schema.enum) return value === schema.default ? '' : valueTitle(value, schema);
  if (schema['x-duration'] && typeof value === 'string') return value;
  if (Array.isArray(value)) return t('designer.flow.countOf', { title: titleOf(name, schema), count: value.length });
  if (schema['x-localized']) return localized(value as Localized);
  return '';
}

export function personsWords(value: unknown, around: Around, t: TFunction): string {
  if (value === 'initiator') return t('designer.persons.initiator');
  if (!isObject(value)) return '';
  if (typeof value.field === 'string') return localized(fieldsOf(around, around.subjects.record).find((one) => one.key === value.field)?.title) || value.field;
  if (typeof value.role === 'string') return localized(around.contents.find((one) => one.kind === 'role' && one.key === value.role)?.document.title as Localized) || value.role;
  if (value.manager_of !== undefined) return t('designer.persons.managerOf', { who: personsWords(value.manager_of, around, t) });
  return '';
}
