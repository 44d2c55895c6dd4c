/** The stages a record may move to from where it stands. Whether it may move is the server's to judge. */
import type { FormInfo, RecordItem, Values } from '../../api/types';
import { localized, type Localized } from '../../lib/localized';
import { optionsOf } from '../parts/options';

interface Move {
  from: string | string[];
  to: string;
  title?: Localized;
}

export interface StepTo {
  key: string;
  title: string;
  icon: 'step';
  values: Values;
}

export function stepsOf(form: FormInfo, record: RecordItem): StepTo[] {
  const field = form.fields.find((one) => Array.isArray(one.settings.stages) && one.access === 'write');
  if (!field || !form.may.change) return [];
  const stage = record.values[field.key];
  const moves = (field.settings.moves ?? []) as Move[];
  return optionsOf(field).flatMap(({ key, title, closed }) => {
    if (key === stage || closed) return [];
    const move = moves.find((one) => one.to === key && (!stage || one.from === '*' || [one.from].flat().includes(String(stage))));
    return move ? [{ key: `step ${key}`, title: localized(move.title) || title, icon: 'step' as const, values: { [field.key]: key } }] : [];
  });
}
