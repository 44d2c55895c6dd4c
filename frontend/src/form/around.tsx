/** What a form lends the items of its layout: what is in sight, how a field is drawn, what is open, which acts can be done. */
import type { ReactNode } from 'react';
import type { FieldInfo, Values } from '../api/types';
import type { FormAround } from '../lib/defineLayout';
import { fieldView } from '../lib/fields';
import { layoutView } from '../lib/layouts';
import { isField } from './arrangement';
import { deedOf } from './deeds';
import type { useOpened } from './opened';
import type { FormSession } from './session';
import { inSight } from './shown';

interface Parts<Answer> {
  id: string;
  device: 'desk' | 'phone';
  session: FormSession<Answer>;
  errors: ReadonlyMap<string, string>;
  computed: Values;
  opened: ReturnType<typeof useOpened>;
  drawField: (field: FieldInfo) => ReactNode;
  /** A stage is moved on, and the record sent. */
  move: (field: string, stage: string) => void;
}

export function formAround<Answer>({ id, device, session, errors, computed, opened, drawField, move }: Parts<Answer>): FormAround {
  const { model, state } = session;
  const { fields, called, arrangement } = model;
  const around: FormAround = {
    id,
    device,
    called: (item) => isField(item) && called.has(item.key),
    wide: (item) => !isField(item) || fieldView(fields.get(item.key)?.type ?? '')?.wide === true,
    opened: opened.opened,
    open: opened.open,
    latest: opened.latest,
    problems: (item) => (arrangement.inside.get(item.key) ?? []).filter((key) => errors.has(key)).length,
    inSight(item) {
      if (state.linkage.hidden.has(item.key)) return false;
      const field = fields.get(item.key);
      if (isField(item)) return field !== undefined && inSight(field, state, model, computed);
      const view = layoutView(item.type);
      return item.items.length > 0 ? item.items.some(around.inSight) : (view?.shown?.(item.settings, around) ?? view !== undefined);
    },
    draw(item) {
      const field = fields.get(item.key);
      if (isField(item)) return field && drawField(field);
      const Item = layoutView(item.type)?.Item;
      return Item ? <Item item={item} settings={item.settings} form={around} /> : item.items.filter(around.inSight).map((one) => <Unknown key={one.key}>{around.draw(one)}</Unknown>);
    },
    deed: (deed) => deedOf(deed, { fields, at: state.revision === null ? null : state.base, may: (key) => model.writable(key, state.linkage) && !state.sending, move }),
  };
  return around;
}

/** What stands in an item of a type unknown here is drawn without it. */
function Unknown({ children }: { children: ReactNode }) {
  return <>{children}</>;
}
