/** What a form lends the items of its layout: what is in sight, how a field is drawn, what is open, which acts can be done. */
import type { ReactNode } from 'react';
import type { FieldInfo, Values } from '../api/types';
import type { Deed, FormAround } from '../lib/defineLayout';
import { fieldView } from '../lib/fields';
import { layoutView } from '../lib/layouts';
import { isField } from './arrangement';
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
    deed: (deed) => act(deed, session, move),
  };
  return around;
}

/** What stands in an item of a type unknown here is drawn without it. */
function Unknown({ children }: { children: ReactNode }) {
  return <>{children}</>;
}

function act<Answer>(deed: Deed, { model, state }: FormSession<Answer>, move: (field: string, stage: string) => void): (() => void) | null {
  if (typeof deed.open === 'string') {
    const address = deed.open;
    return () => void window.open(address, '_blank', 'noopener,noreferrer');
  }
  // A record begins at a stage; moves are for one that exists.
  if (!deed.move || typeof deed.move !== 'object' || state.revision === null) return null;
  const [key = '', name] = Object.entries(deed.move)[0] ?? [];
  const moves = (model.fields.get(key)?.settings.moves ?? []) as { key: string; from: string | string[]; to: string }[];
  const found = moves.find((one) => one.key === name);
  const at = state.base[key];
  if (!found || typeof at !== 'string' || !model.writable(key, state.linkage) || state.sending) return null;
  return found.from === '*' || [found.from].flat().includes(at) ? () => move(key, found.to) : null;
}

