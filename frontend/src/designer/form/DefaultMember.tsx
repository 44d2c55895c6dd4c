/** What a field begins with: a value of its own, typed as people will type it; a formula; or what the person filled in before. */
import { useId, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { fieldView } from '../../lib/fields';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Select } from '../../ui/Select/Select';
import { useUnread } from '../draft/unread';
import { FormulaText } from '../conditions/FormulaText';
import { RawMember } from '../settings/members/Raw';
import { useAround, type FieldDoc } from '../settings/panel';
import { isObject } from '../settings/schema';
import { Guarded } from './Guarded';
import { toldField } from './told';

interface Props {
  app: string;
  field: FieldDoc;
  name: string;
  /** JSON pointer of the member in the form's document. */
  pointer: string;
  title: string;
  onChange: (value: unknown) => void;
}

/** Types whose values are objects or lists of a record's own. */
const ownValues = new Set(['detail_lines', 'checklist', 'file', 'address', 'survey_matrix', 'json']);

const ways = ['fixed', 'formula', 'last', 'most_frequent'] as const;
type Way = (typeof ways)[number];

export function DefaultMember(props: Props) {
  const { field, name, pointer, title, onChange } = props;
  const { t } = useTranslation();
  const id = useId();
  const value = field[name];
  const { unreadAt } = useAround();
  const place = unreadAt(pointer);
  const [chosen, setChosen] = useState<Way>(() => (useUnread.getState().texts[place] ? 'formula' : wayOf(value)));
  const way = value === undefined ? chosen : wayOf(value);
  const view = fieldView(field.type);
  if (!view || view.live || ownValues.has(field.type)) return null;
  // Only what a record begins with may come from elsewhere.
  if (name !== 'default') return <FixedValue {...props} id={id} />;
  const choose = (next: Way) => {
    setChosen(next);
    useUnread.getState().put(place, null);
    onChange(next === 'last' || next === 'most_frequent' ? { [next]: 'own' } : undefined);
  };
  return (
    <>
      <FieldFrame id={id} label={title}>
        <Select id={id} value={way} options={ways.map((one) => ({ value: one, label: t(`designer.default.${one}`) }))} onChange={(next) => choose((next ?? 'fixed') as Way)} />
      </FieldFrame>
      {way === 'fixed' && <FixedValue {...props} id={`${id}-value`} title={t('designer.default.value')} />}
      {way === 'formula' && <FormulaDefault value={value} pointer={pointer} title={t('designer.default.formulaOf', { title })} onChange={onChange} />}
    </>
  );
}

function wayOf(value: unknown): Way {
  if (!isObject(value)) return 'fixed';
  return ways.find((one) => one in value) ?? 'fixed';
}

function FormulaDefault({ value, pointer, title, onChange }: { value: unknown; pointer: string; title: string; onChange: (value: unknown) => void }) {
  const { app, subjects } = useAround();
  return <FormulaText label={title} pointer={pointer} scope={{ app, form: subjects.record }} value={isObject(value) ? value.formula : undefined} onChange={(formula) => onChange(formula === undefined ? undefined : { formula })} />;
}

function FixedValue({ app, id, field, name, title, onChange }: Props & { id: string }) {
  const around = useAround();
  const view = fieldView(field.type);
  const value = field[name];
  const told = toldField(field, around.contents);
  if (!view) return null;
  const typed = !isObject(value);
  const settle = (next: unknown) => onChange(next === null || next === '' || (Array.isArray(next) && next.length === 0) ? undefined : next);
  return (
    <FieldFrame id={id} label={title} group={typed ? view.group : false}>
      {typed ? (
        <Guarded title={title}>
          <view.Input id={id} field={told} settings={told.settings} app={app} form="" label={title} value={value ?? null} onChange={settle} />
        </Guarded>
      ) : (
        <RawMember id={id} schema={{}} value={value} pointer="" title={title} required={false} onChange={onChange} />
      )}
    </FieldFrame>
  );
}
