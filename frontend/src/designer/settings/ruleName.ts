/** A rule as a sentence: "天数 大于 3 → 显示 交接安排". */
import type { TFunction } from '../../i18n/words';
import { listed } from '../../lib/listed';
import { localized, type Localized } from '../../lib/localized';
import { isGroup, readConditions, sourceOf, type Row } from '../conditions/model';
import { acts } from './members/ruleActs';
import { fieldsOf, type Around, type FieldDoc } from './panel';
import { isObject, type Value } from './schema';

/** More nobody reads in one line. */
const most = 2;

/** Empty for what is no rule. */
export function ruleName(part: Value, around: Around, t: TFunction): string {
  if (!('when' in part) || !Array.isArray(part.then)) return '';
  const then = part.then.filter(isObject).flatMap((one) => Object.entries(one).map(([name, what]) => `${localized(acts[name]?.['x-label']) || name} ${fieldWords(what, around)}`));
  return [whenWords(part.when, around, t), then.slice(0, most).join(' · ')].filter(Boolean).join(' → ');
}

function whenWords(tree: unknown, around: Around, t: TFunction): string {
  const read = readConditions(tree);
  if (read === null) return t('designer.byFormula');
  const rows = read.rows.slice(0, most).map((row) => (isGroup(row) ? '( … )' : rowWords(row, around, t)));
  return [...rows, ...(read.rows.length > most ? ['…'] : [])].join(read.all ? t('designer.andThen') : t('designer.orElse'));
}

function rowWords({ path, operator, value }: Row, around: Around, t: TFunction): string {
  const field = fieldAt(path, around);
  const needsValue = operator !== 'empty' && operator !== 'not_empty';
  return [(field && localized(field.title)) || path.split('.').slice(1).join('.'), t(`operators.${operator}`), needsValue && valueWords(value, field, around, t)].filter(Boolean).join(' ');
}

function valueWords(value: unknown, field: FieldDoc | undefined, around: Around, t: TFunction): string {
  const source = sourceOf(value);
  const path = isObject(value) && typeof value.var === 'string' ? value.var : '';
  if (source === 'field') return localized(fieldAt(path, around)?.title) || path;
  if (source !== 'value') return t(`designer.conditions.sources.${source}`);
  const options = (field?.settings?.options ?? field?.settings?.stages) as { key: string; title?: Localized }[] | undefined;
  const word = (one: unknown) => (typeof one === 'boolean' ? t(one ? 'runs.yes' : 'runs.no') : localized(options?.find(({ key }) => key === one)?.title) || String(one));
  return Array.isArray(value) ? listed(value.map(word)) : word(value);
}

/** Of the record, or of one that a reference of it leads to. */
function fieldAt(path: string, around: Around): FieldDoc | undefined {
  const [, key, inner] = path.split('.');
  const field = fieldsOf(around, around.subjects.record).find((one) => one.key === key);
  const target = field?.settings?.form;
  return inner !== undefined && typeof target === 'string' ? fieldsOf(around, target).find((one) => one.key === inner) : field;
}

function fieldWords(what: unknown, around: Around): string {
  const keys = isObject(what) ? Object.keys(what) : [what].flat().map(String);
  const form = around.contents.find((one) => one.kind === 'form' && one.key === around.subjects.record)?.document;
  return listed(keys.map((key) => titleIn(form?.fields, key) || titleIn(form?.layout, key) || key));
}

/** Of a field, or of what stands around some, wherever it is put. */
function titleIn(parts: unknown, key: string): string {
  for (const part of Array.isArray(parts) ? (parts as unknown[]) : []) {
    if (!isObject(part)) continue;
    const own = part.key === key ? localized((part.title ?? part.section ?? part.tab ?? part.text) as Localized) : '';
    const found = own || titleIn(part.tabs ?? part.items ?? part.fields, key);
    if (found) return found;
  }
  return '';
}
