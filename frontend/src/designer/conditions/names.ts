/** What conditions can name: the fields of the record, and through a reference those of the record it points to; of other records at hand; what steps before tell, who acts, and what the system keeps. */
import type { FormulaScope } from '../../api/drafts';
import { localized, type Localized } from '../../lib/localized';
import { fieldsOf, type Around, type FieldDoc } from '../settings/panel';

export interface Named {
  /** "record.customer.level". */
  path: string;
  title: string;
  /** What its values are; of a list, what it holds. */
  field: FieldDoc;
  /** Whose field it is. */
  form: string;
  listed?: boolean;
}

/** As the server tells it: {"written": "{节点.汇总.合计}", "key": "nodes.sum.total", "type": "decimal"}. */
export interface Told {
  written: string;
  key: string;
  type: string;
}

/** What has no single value to be compared. */
const many = new Set(['detail_lines', 'checklist', 'related_list']);
/** Nobody decides by these, or rows say them otherwise. */
const unsaid = /^(before\.|param\.|now$|zone$|record\.(revision|deleted_at|flow_state|department)$|row\.(revision|deleted_at|flow_state|department)$|candidate\.)/;
/** What a value of an expression is filled in as. */
const filledIn: Readonly<Record<string, string>> = { integer: 'integer', decimal: 'decimal', text: 'text', boolean: 'yes_no', date: 'date', datetime: 'datetime' };
/** What stands for somebody or something by its id. */
const known: Readonly<Record<string, string>> = { 'actor.person_id': 'member', 'actor.reports': 'member', 'actor.roles': 'role', 'actor.departments': 'department', created_by: 'member', updated_by: 'member', owner: 'member' };

/** `own`: fields of the form alone. `told`: all the names there are, by the server. */
export function namesOf(around: Around, scope: FormulaScope, { own, told = [] }: { own: boolean; told?: readonly Told[] }): Named[] {
  const record = own ? [] : Object.entries(scope.atHand ?? {}).flatMap(([how, form]) => fieldsThrough(around, form, how, `${headOf(around, form, how, told)} › `));
  const fields = [...record, ...fieldsThrough(around, scope.form, 'record', '', own)];
  if (own) return fields;
  const there = new Set(fields.map((one) => one.path));
  // Columns of lines are many, and what references lead to is drawn from the forms.
  const more = told.filter(({ key, type }) => !there.has(key) && !unsaid.test(key) && (type === 'list' ? key in known : filledIn[type] !== undefined || type === 'any') && !(/^(record|row)\./.test(key) && key.split('.').length > 2));
  return [...fields, ...more.map((one) => toldName(one))];
}

function fieldsThrough(around: Around, form: string | undefined, path: string, before: string, own = false): Named[] {
  const named = (field: FieldDoc, of: string, at: string, words: string): Named => ({ path: `${at}.${field.key}`, title: `${words}${localized(field.title) || field.key}`, field, form: of });
  const fields = fieldsOf(around, form).map((field) => named(field, form ?? '', path, before));
  if (own) return fields;
  const through = fields.flatMap((one) => {
    const target = one.field.type === 'reference' ? one.field.settings?.form : undefined;
    return typeof target === 'string' ? fieldsOf(around, target).filter((field) => !many.has(field.type)).map((field) => named(field, target, one.path, `${one.title} › `)) : [];
  });
  return [...fields, ...through];
}

/** What the record is called: by the server's word for it, else by its form. */
function headOf(around: Around, form: string, how: string, told: readonly Told[]): string {
  const one = told.find(({ key }) => key.startsWith(`${how}.`));
  const [head = ''] = one ? steps(one.written) : [];
  return head || localized(around.contents.find(({ kind, key }) => kind === 'form' && key === form)?.document.title as Localized) || form;
}

function toldName({ written, key, type }: Told): Named {
  const [last = ''] = key.split('.').slice(-1);
  const sort = known[key] ?? (key.split('.').length === 2 ? known[last] : undefined) ?? filledIn[type] ?? '';
  const title = steps(written).join(' › ');
  return { path: key, title, field: { key, type: sort, title }, form: '', listed: type === 'list' };
}

/** "{节点.汇总.合计}" → ["节点", "汇总", "合计"]; a dot of a title has a backslash before it. */
const steps = (written: string) => written.replace(/^\{|\}$/g, '').split(/(?<!\\)\./).map((step) => step.replaceAll('\\', ''));
