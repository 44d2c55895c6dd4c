/** What is chosen of a workflow: a step with its settings, its ways and its deadlines; the trigger; or the whole. */
import { useId, useMemo } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { Doc } from '../../api/drafts';
import { END, START } from '../../flows/shown';
import { currentLocale } from '../../i18n/i18n';
import { localized, type Localized } from '../../lib/localized';
import { Button } from '../../ui/Button/Button';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Select } from '../../ui/Select/Select';
import frame from '../frame.module.css';
import { InspectorFrame, InspectorHead, InspectorTabs, PieceDeeds } from '../InspectorFrame';
import { EditOnly, Kept, useReadOnly } from '../readOnly';
import { Member } from '../settings/Member';
import { AroundContext, useAround } from '../settings/panel';
import { put } from '../settings/put';
import { SchemaPanel } from '../settings/SchemaPanel';
import { descriptionOf, isObject, type Schema } from '../settings/schema';
import { edgesIn, led, readingOrder, stepsIn, targetOf, withBranch, type Outline, type Step } from './graph';
import { changedScope, scopesIn, stepInScope, withScope, type Scope } from './scopes';
import { stepSchema, type StepType } from './steps';

interface Props {
  document: Doc;
  chosen: string | null;
  outline: Outline;
  types: readonly StepType[];
  schema: Schema | undefined;
  titleOf: (key: string) => string;
  onChange: (document: Doc) => void;
  onRemove: () => void;
  onCopy: () => void;
  onChoose: (key: string | null) => void;
  /** Tries a step by itself. */
  onTry: (key: string) => void;
  onLeave: () => void;
}

export function StepInspector(props: Props) {
  const step = stepsIn(props.document).find((one) => one.key === props.chosen);
  const scope = scopesIn(props.document).find((one) => one.key === props.chosen);
  const around = useAround();
  const workflow = String(props.document.key);
  const node = step?.key;
  const inner = useMemo(() => ({ ...around, step: node === undefined ? undefined : { workflow, node } }), [around, workflow, node]);
  return (
    <InspectorFrame chosen={props.chosen !== null} onClose={() => props.onChoose(null)} onLeave={props.onLeave}>
      <AroundContext value={inner}>
        {step ? <OneStep key={step.key} {...props} step={step} /> : scope ? <OneScope key={scope.key} {...props} scope={scope} /> : props.chosen === START ? <Trigger {...props} /> : <Whole {...props} />}
      </AroundContext>
    </InspectorFrame>
  );
}

function OneStep({ document, step, outline, types, schema, titleOf, onChange, onRemove, onCopy, onChoose, onTry }: Props & { step: Step }) {
  const { t } = useTranslation();
  const type = types.find((one) => one.key === step.type);
  const at = stepsIn(document).indexOf(step);
  const told = outline[step.key];
  const whole = stepSchema(schema, step);
  const members = whole.properties ?? {};
  const pointer = `/nodes/${at}`;
  const change = (next: Doc) => onChange({ ...document, nodes: stepsIn(document).map((one) => (one === step ? next : one)) });
  const limits = Array.isArray(step.limits) ? step.limits.length : 0;
  return (
    <>
      <InspectorHead icon={type?.icon ?? 'flow'} title={localized(step.title) || step.key} sort={type?.title ?? step.type} part={`nodes/${step.key}`} />
      <InspectorTabs
        tabs={[
            { key: 'settings', title: t('designer.settings') },
            { key: 'ways', title: t('designer.flow.ways') },
            ...(told && told.shape !== 'end' ? [{ key: 'limits', title: t('designer.flow.limits'), count: limits || null }] : []),
        ]}
      >
        {(tab) => (
          <>
            {tab === 'settings' && (
              <>
                {type?.description && <p className={frame.hint}>{type.description}</p>}
                <Member name="title" schema={members.title ?? { 'x-localized': true }} value={step.title} required pointer={`${pointer}/title`} onChange={(title) => change(put(step, 'title', title))} />
                {type && <SchemaPanel schema={type.settings} value={isObject(step.settings) ? step.settings : {}} pointer={`${pointer}/settings`} onChange={(settings) => change(put(step, 'settings', settings))} />}
                {members.most_visits && (
                  <details className={frame.rarely}>
                    <summary>{t('designer.more')}</summary>
                    <div className={frame.inspectorBody}>
                      <Member name="most_visits" schema={{ type: 'integer', minimum: 1, 'x-title': members.most_visits['x-title'] }} value={step.most_visits} required={false} pointer={`${pointer}/most_visits`} onChange={(next) => change(put(step, 'most_visits', next))} />
                    </div>
                  </details>
                )}
                <PieceDeeds onCopy={onCopy} onRemove={onRemove}>
                  {told?.shape === 'step' && told.outcomes.length > 0 && (
                    <Button size="small" icon="play" onClick={() => onTry(step.key)}>
                      {t('designer.flow.try')}
                    </Button>
                  )}
                </PieceDeeds>
              </>
            )}
            {tab === 'ways' && (
              <Kept>
                <Ways document={document} step={step} outline={outline} titleOf={titleOf} onChange={onChange} />
              </Kept>
            )}
            {tab === 'limits' && (
              <>
                {told?.takes_limits && members.limits && <Member name="limits" schema={members.limits} value={step.limits} required={false} pointer={`${pointer}/limits`} onChange={(next) => change(put(step, 'limits', next))} />}
                <Shared document={document} step={step} onChange={onChange} onChoose={onChoose} />
              </>
            )}
          </>
        )}
      </InspectorTabs>
    </>
  );
}

/** The scopes a step stands in, and a new one around it. */
function Shared({ document, step, onChange, onChoose }: Pick<Props, 'document' | 'onChange' | 'onChoose'> & { step: Step }) {
  const { t } = useTranslation();
  const around = scopesIn(document).filter((scope) => scope.nodes.includes(step.key));
  const begin = () => {
    const made = withScope(document, step.key, { 'zh-CN': '共同时限', en: 'Shared deadline' });
    onChange(made.document);
    onChoose(made.key);
  };
  return (
    <section className={frame.inspectorBody} aria-label={t('designer.flow.shared')}>
      <p className={frame.hint}>{t('designer.flow.sharedHint')}</p>
      <div className={frame.deeds}>
        {around.map((scope) => (
          <Button key={scope.key} size="small" icon="group" onClick={() => onChoose(scope.key)}>
            {localized(scope.title as Localized) || scope.key}
          </Button>
        ))}
        <EditOnly>
          <Button size="small" icon="plus" onClick={begin}>
            {t('designer.flow.share')}
          </Button>
        </EditOnly>
      </div>
    </section>
  );
}

/** Steps that share deadlines: which they are, the deadlines, and where each of these leads. */
function OneScope({ document, scope, outline, schema, titleOf, onChange, onRemove }: Props & { scope: Scope }) {
  const { t } = useTranslation();
  const readOnly = useReadOnly();
  const at = (document.scopes as Scope[]).indexOf(scope);
  const members = schema?.properties?.scopes?.items?.properties ?? {};
  const change = (name: string, value: unknown) => onChange(changedScope(document, scope.key, (one) => put(one, name, value) as Scope));
  const limits = Array.isArray(scope.limits) ? scope.limits.length : 0;
  return (
    <>
      <InspectorHead icon="group" title={localized(scope.title as Localized) || scope.key} sort={t('designer.flow.scope')} part={`scopes/${scope.key}`} />
      <InspectorTabs
        tabs={[
            { key: 'settings', title: t('designer.settings') },
            { key: 'limits', title: t('designer.flow.limits'), count: limits || null },
            { key: 'ways', title: t('designer.flow.ways') },
        ]}
      >
        {(tab) => (
          <>
            {tab === 'settings' && (
              <>
                <p className={frame.hint}>{t('designer.flow.scopeHint')}</p>
                <Member name="title" schema={members.title ?? { 'x-localized': true }} value={scope.title} required pointer={`/scopes/${at}/title`} onChange={(title) => change('title', title)} />
                <fieldset className={frame.choices} disabled={readOnly}>
                  <legend>{t('designer.flow.scopeSteps')}</legend>
                  {readingOrder(document).map((key) => (
                    <Checkbox key={key} checked={scope.nodes.includes(key)} disabled={scope.nodes.length === 1 && scope.nodes[0] === key} onChange={(inside) => onChange(stepInScope(document, scope.key, key, inside))}>
                      {titleOf(key)}
                    </Checkbox>
                  ))}
                </fieldset>
                <EditOnly>
                  <div className={frame.deeds}>
                    <Button size="small" icon="trash" onClick={onRemove}>
                      {t('designer.flow.unshare')}
                    </Button>
                  </div>
                </EditOnly>
              </>
            )}
            {tab === 'limits' && members.limits && <Member name="limits" schema={members.limits} value={scope.limits} required pointer={`/scopes/${at}/limits`} onChange={(next) => change('limits', next ?? [])} />}
            {tab === 'ways' && (
              <Kept>
                {outline[scope.key]?.outcomes.length ? <Ways document={document} step={scope} outline={outline} titleOf={titleOf} onChange={onChange} /> : <p className={frame.hint}>{t('designer.flow.scopeWays')}</p>}
              </Kept>
            )}
          </>
        )}
      </InspectorTabs>
    </>
  );
}

/** Where each outcome leads: every way there is, chosen by name. */
function Ways({ document, step, outline, titleOf, onChange }: Pick<Props, 'document' | 'outline' | 'titleOf' | 'onChange'> & { step: { key: string } }) {
  const { t } = useTranslation();
  const id = useId();
  const told = outline[step.key];
  const targets = [...readingOrder(document).filter((key) => key !== step.key), END].map((key) => ({ value: key, label: titleOf(key) }));
  if (!told) return null;
  if (told.shape === 'end') return <p className={frame.hint}>{t('designer.flow.endsHere')}</p>;
  if (told.shape === 'split') {
    const branches = edgesIn(document).flatMap((edge, at) => (edge.from === step.key ? [{ edge, at }] : []));
    return (
      <>
        {branches.map(({ edge, at }, place) => (
          <FieldFrame key={`${edge.to}/${at}`} id={`${id}-${at}`} label={t('designer.flow.branch', { number: place + 1 })}>
            <Select
              id={`${id}-${at}`}
              value={edge.to}
              empty={branches.length > 1 ? t('designer.flow.noBranch') : undefined}
              options={targets}
              onChange={(to) => onChange({ ...document, edges: to === null ? edgesIn(document).toSpliced(at, 1) : edgesIn(document).with(at, { ...edge, to }) })}
            />
          </FieldFrame>
        ))}
        <FieldFrame id={`${id}-more`} label={t('designer.flow.anotherBranch')}>
          <Select id={`${id}-more`} value={null} empty={t('designer.flow.chooseStep')} options={targets.filter((one) => !branches.some(({ edge }) => edge.to === one.value))} onChange={(to) => to && onChange(withBranch(document, step.key, to))} />
        </FieldFrame>
      </>
    );
  }
  return (
    <>
      <p className={frame.hint}>{t('designer.flow.waysHint')}</p>
      {told.outcomes.map((outcome) => (
        <FieldFrame key={outcome.key} id={`${id}-${outcome.key}`} label={outcome.title} required={!outcome.optional}>
          <Select
            id={`${id}-${outcome.key}`}
            value={targetOf(document, step.key, outcome.key, outcome.optional)}
            empty={t(outcome.optional ? 'designer.flow.noWay' : 'designer.flow.chooseStep')}
            options={targets}
            onChange={(to) => onChange(led(document, step.key, outcome.key, to, told.outcomes, told.shape === 'scope'))}
          />
        </FieldFrame>
      ))}
    </>
  );
}

function Trigger({ document, schema, onChange }: Props) {
  const { t } = useTranslation();
  const trigger = isObject(document.trigger) ? document.trigger : {};
  const own = schema?.properties?.trigger ?? {};
  const types = (own.allOf ?? []).flatMap((one) => {
    const key = one.if?.properties?.type?.const;
    return typeof key === 'string' ? [{ value: key, label: localized(one.then?.['x-label']) || key, words: descriptionOf(one.then, currentLocale()) }] : [];
  });
  const chosen = types.find((one) => one.value === trigger.type);
  return (
    <>
      <InspectorHead icon="bolt" title={t('designer.flow.trigger')} />
      <div className={frame.inspectorBody}>
        <FieldFrame id="trigger-type" label={t('designer.type')} required>
          <Kept>
            <Select id="trigger-type" value={typeof trigger.type === 'string' ? trigger.type : null} options={types} onChange={(type) => onChange({ ...document, trigger: { type, ...(typeof trigger.form === 'string' && { form: trigger.form }) } })} />
          </Kept>
        </FieldFrame>
        {chosen?.words && <p className={frame.hint}>{chosen.words}</p>}
        <SchemaPanel schema={own} value={trigger} pointer="/trigger" without={['type']} onChange={(next) => onChange({ ...document, trigger: next })} />
      </div>
    </>
  );
}

function Whole({ document, schema, onChange, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <InspectorHead icon="flow" title={localized(document.title as Localized) || t('designer.flow.workflow')} />
      <div className={frame.inspectorBody}>
        <p className={frame.hint}>{t('designer.flow.chooseHint')}</p>
        <Button icon="bolt" onClick={() => onChoose(START)}>
          {t('designer.flow.trigger')}
        </Button>
        {scopesIn(document).map((scope) => (
          <Button key={scope.key} icon="group" onClick={() => onChoose(scope.key)}>
            {localized(scope.title as Localized) || scope.key}
          </Button>
        ))}
        {schema && <SchemaPanel schema={schema} value={document} pointer="" without={['kind', 'key', 'nodes', 'edges', 'trigger', 'scopes']} onChange={onChange} />}
      </div>
    </>
  );
}
