/** What is chosen on the paper, and everything that can be said of it. */
import { useId, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { Doc, DraftProblem } from '../../api/drafts';
import { localized, type Localized } from '../../lib/localized';
import { useKindSchema } from '../../api/drafts';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { TextInput } from '../../ui/TextInput/TextInput';
import { InspectorFrame, InspectorHead, InspectorTabs, PieceDeeds } from '../InspectorFrame';
import { Kept } from '../readOnly';
import { Member } from '../settings/Member';
import { put } from '../settings/put';
import { SchemaPanel } from '../settings/SchemaPanel';
import { useFieldTypes } from '../settings/fieldTypes';
import type { FieldDoc } from '../settings/panel';
import { isObject, titleOf, type Schema } from '../settings/schema';
import { entriesOf, fieldsIn, holdsOthers, itemOf, keysIn, layoutIn, sortOf, type Item } from './arrangement';
import { DefaultMember } from './DefaultMember';
import { isNamed, renamed } from './renamed';
import { itemSchema } from './starters';
import { RuleNotes } from './RuleNotes';
import { UsedBy } from './UsedBy';
import frame from '../frame.module.css';

interface Props {
  app: string;
  document: Doc;
  published: Doc | null;
  chosen: readonly string[];
  problems: readonly DraftProblem[];
  onChange: (document: Doc) => void;
  onRemove: () => void;
  onCopy: () => void;
  onRename: (from: string, to: string) => void;
  onLeave: () => void;
  /** Nothing is chosen any more. */
  onClose: () => void;
}

export function Inspector(props: Props) {
  const { document, chosen } = props;
  const [one] = chosen;
  const field = chosen.length === 1 ? fieldsIn(document).find(({ key }) => key === one) : undefined;
  const item = chosen.length === 1 && one ? itemOf(document, one) : undefined;
  return (
    <InspectorFrame chosen={chosen.length > 0} onClose={props.onClose} onLeave={props.onLeave}>
      {field && <FieldInspector key={field.key} {...props} field={field} />}
      {item && !field && <ItemInspector key={item.key} {...props} item={item} />}
      {chosen.length > 1 && <Several {...props} />}
      {chosen.length === 0 && <Whole {...props} />}
    </InspectorFrame>
  );
}

const first = ['title', 'hint', 'required'];
const rarely = ['unique', 'indexed', 'aliases'];
/** Nobody fills in what is worked out, so nothing asks for these. */
const onlyFilled = ['required', ...rarely];

function FieldInspector({ app, document, published, field, onChange, onRemove, onCopy, onRename }: Props & { field: FieldDoc }) {
  const { t } = useTranslation();
  const types = useFieldTypes();
  const schema = useKindSchema('form').data as Schema | undefined;
  const type = types.find((one) => one.key === field.type);
  const at = fieldsIn(document).indexOf(field);
  const stands = published !== null && fieldsIn(published).some((one) => one.key === field.key);
  const change = (next: Doc) => onChange({ ...document, fields: fieldsIn(document).map((one) => (one === field ? (next as FieldDoc) : one)) });
  const members = schema?.properties?.fields?.items?.properties ?? {};
  const fits = (name: string) => members[name] !== undefined && !(type?.computed && onlyFilled.includes(name));
  const draw = (name: string) => {
    const own: Schema = { ...members[name], ...(members[name]?.type === 'boolean' && { default: false }) };
    return <Member key={name} name={name} schema={own} value={field[name]} required={name === 'title'} pointer={`/fields/${at}/${name}`} onChange={(next) => change(put(field, name, next, own))} />;
  };
  return (
    <>
      <InspectorHead icon={type?.icon ?? 'text'} title={localized(field.title) || field.key} sort={type?.title ?? field.type} part={`fields/${field.key}`} />
      <InspectorTabs
        tabs={[
          { key: 'settings', title: t('designer.settings') },
          { key: 'used', title: t('designer.usedBy') },
        ]}
      >
        {(tab) => (
          <>
            {tab === 'used' && <UsedBy app={app} node={`field:${app}.${String(document.key)}.${field.key}`} published={stands} />}
            {tab === 'settings' && (
              <>
                {first.filter(fits).map(draw)}
                {!type?.computed && <Kept><DefaultMember app={app} field={field} name="default" pointer={`/fields/${at}/default`} title={titleOf('default', members.default ?? {})} onChange={(next) => change(put(field, 'default', next))} /></Kept>}
                {type && <SchemaPanel schema={type.settings} value={isObject(field.settings) ? field.settings : {}} pointer={`/fields/${at}/settings`} onChange={(settings) => change(put(field, 'settings', settings))} />}
                <details className={frame.rarely}>
                  <summary>{t('designer.more')}</summary>
                  <div className={frame.inspectorBody}>
                    {rarely.filter(fits).map(draw)}
                    {!type?.computed && <Kept><DefaultMember app={app} field={field} name="null_fill" pointer={`/fields/${at}/null_fill`} title={titleOf('null_fill', members.null_fill ?? {})} onChange={(next) => change(put(field, 'null_fill', next))} /></Kept>}
                    <Kept>
                      <KeyInput
                        value={field.key}
                        fixed={stands ? 'designer.keyFixed' : isNamed(document, field.key) ? 'designer.keyNamed' : null}
                        taken={keysIn(document)}
                        onChange={(key) => {
                          onChange(renamed(document, field.key, key));
                          onRename(field.key, key);
                        }}
                      />
                    </Kept>
                  </div>
                </details>
                <PieceDeeds onCopy={onCopy} onRemove={onRemove} />
              </>
            )}
          </>
        )}
      </InspectorTabs>
    </>
  );
}

/** A key is for ever once it is published; until then it may be chosen. */
function KeyInput({ value, fixed, taken, onChange }: { value: string; fixed: string | null; taken: readonly string[]; onChange: (key: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value;
  const odd = !/^[a-z][a-z0-9_]{0,58}$/.test(text) ? t('designer.oddKey') : text !== value && taken.includes(text) ? t('designer.takenKey') : null;
  const settle = () => {
    if (typed !== null && typed !== value && !odd) onChange(typed);
    setTyped(null);
  };
  return (
    <FieldFrame id={id} label={t('designer.key')} hint={t(fixed ?? 'designer.keyFree')} error={typed !== null ? odd : null}>
      <TextInput id={id} value={text} disabled={fixed !== null} invalid={typed !== null && odd !== null} onChange={setTyped} onBlur={settle} onEnter={settle} />
    </FieldFrame>
  );
}

function ItemInspector({ document, item, onChange, onRemove, onCopy }: Props & { item: Item }) {
  const { t } = useTranslation();
  const form = useKindSchema('form').data as Schema | undefined;
  const sort = sortOf(item);
  const schema = sort && itemSchema(form, sort);
  const change = (next: Doc) => {
    const walk = (entries: readonly unknown[]): unknown[] =>
      entries.map((one) => {
        if (!isObject(one)) return one;
        if (one === item) return next;
        const holds = ['fields', 'tabs', 'items'].find((name) => Array.isArray(one[name]));
        return holds && entriesOf(one as Item).length > 0 ? { ...one, [holds]: walk(one[holds] as unknown[]) } : one;
      });
    onChange({ ...document, layout: walk(layoutIn(document)) });
  };
  return (
    <>
      <InspectorHead title={sort ? t(`designer.sorts.${sort}`) : item.key} />
      <div className={frame.inspectorBody}>
        {schema && <SchemaPanel schema={schema} value={item} pointer="/layout" without={['key', 'fields', 'items', 'tabs']} onChange={change} />}
        <PieceDeeds onCopy={onCopy} onRemove={onRemove} />
        {holdsOthers(sort) && <p className={frame.hint}>{t('designer.removeKeeps')}</p>}
      </div>
    </>
  );
}

function Several({ document, chosen, onChange, onRemove, onCopy }: Props) {
  const { t } = useTranslation();
  const fields = fieldsIn(document).filter((field) => chosen.includes(field.key));
  const required = fields.length > 0 && fields.every((field) => field.required === true);
  return (
    <>
      <InspectorHead title={t('designer.several', { count: chosen.length })} />
      <div className={frame.inspectorBody}>
        {fields.length > 0 && (
          <Kept>
            <Checkbox checked={required} onChange={(on) => onChange({ ...document, fields: fieldsIn(document).map((field) => (fields.includes(field) ? put(field, 'required', on, { default: false }) : field)) })}>
              {t('designer.allRequired')}
            </Checkbox>
          </Kept>
        )}
        <PieceDeeds onCopy={onCopy} onRemove={onRemove} />
      </div>
    </>
  );
}

const ownPlaces = ['kind', 'key', 'fields', 'layout'];

function Whole({ document, onChange }: Props) {
  const { t } = useTranslation();
  const schema = useKindSchema('form').data as Schema | undefined;
  return (
    <>
      <InspectorHead icon="form" title={localized(document.title as Localized) || t('designer.form')} sort={t('designer.form')} />
      <div className={frame.inspectorBody}>
        <p className={frame.hint}>{t('designer.chooseHint')}</p>
        <RuleNotes document={document} />
        {schema && <SchemaPanel schema={schema} value={document} pointer="" without={ownPlaces} onChange={onChange} />}
      </div>
    </>
  );
}
