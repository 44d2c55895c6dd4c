/** Where a card may go: the moves of its stage, and what the form requires there; the server judges again. */
import type { FieldInfo, FormInfo, RecordItem } from '../../api/types';
import { isComputed, type FormModel } from '../../form/model';
import { optionsOf } from '../parts/options';

export interface Way {
  to: string;
  title: string;
  /** "none": no move leads there. "missing": something has to be filled in first. */
  state: 'open' | 'none' | 'missing';
  /** Titles of fields, and sentences of checks that would not hold. */
  missing: string[];
}

interface Move {
  from: string | string[];
  to: string;
}

/** The ways from where the record is to every other option that may still be chosen. */
export function waysOf(model: FormModel, by: FieldInfo, record: RecordItem): Way[] {
  const from = (record.values[by.key] ?? null) as string | null;
  const moves = by.settings.stages ? ((by.settings.moves ?? []) as Move[]) : null;
  const leads = (to: string) => moves === null || from === null || moves.some((move) => move.to === to && (move.from === '*' || [move.from].flat().includes(from)));
  const before = new Set(requiredAt(model, record.values).map((fault) => fault.field));
  return optionsOf(by)
    .filter((option) => option.key !== from && !option.closed)
    .map(({ key, title }): Way => {
      if (!leads(key)) return { to: key, title, state: 'none', missing: [] };
      // What was missing before is nobody's fault now.
      const missing = requiredAt(model, { ...record.values, [by.key]: key }).flatMap((fault) =>
        fault.sentence !== undefined ? [fault.sentence] : fault.field === null || before.has(fault.field) ? [] : [model.fields.get(fault.field)?.title ?? fault.field],
      );
      return { to: key, title, state: missing.length > 0 ? 'missing' : 'open', missing };
    });
}

function requiredAt(model: FormModel, values: RecordItem['values']) {
  return model.faults(values, model.linkage(values)).filter((fault) => fault.key === 'form.required' || fault.sentence !== undefined);
}

/** Whether the person may change the field at all. */
export function mayMove(form: FormInfo, by: FieldInfo): boolean {
  return form.may.change && by.access === 'write' && !isComputed(by);
}
