/** The generated form: fields in their sections, rules at work while one types, what is missing, conflicts, and the bar that sends. */
import { Fragment, useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FieldInfo, RecordItem } from '../api/types';
import { engine, loadEngine } from '../expressions/engine';
import { composing } from '../ui/control';
import { classes } from '../ui/classes';
import type { IconName } from '../ui/Icon/Icon';
import { lazyPage } from '../ui/lazyPage';
import { ConflictNote } from './ConflictNote';
import { FieldRow } from './FieldRow';
import { SubmitBar } from './SubmitBar';
import { SteadyFocus } from './SteadyFocus';
import { TroubleNote } from './TroubleNote';
import { DraftNote } from './DraftNote';
import { goToField, moveOn } from './focus';
import { formAround } from './around';
import { useLineAround } from './lineAround';
import { useOpened } from './opened';
import { faultWords, shownFaults, shownWarnings } from './shown';
import { isDirty } from './state';
import { worksOut } from './evaluate';
import { useFormSession, type FormUse } from './useFormSession';
import styles from './RecordForm.module.css';

export interface RecordFormProps<Answer> extends FormUse<Answer> {
  /** Names of the people and records that values point to. */
  labels?: RecordItem['labels'];
  device?: 'desk' | 'phone';
  /** The verb on the button, such as 提交 or 保存. */
  submitLabel: string;
  submitIcon?: IconName;
  /** Leaves without sending; what was typed stays as a draft. */
  onCancel?: () => void;
  /** Other acts beside the button that sends. */
  actions?: ReactNode;
  /** Stands above the fields: what the form is filled for. */
  children?: ReactNode;
  /** Stands below the fields: what one agrees to by sending. */
  below?: ReactNode;
  /** Told when the draft was kept ("2026-…Z", or null), for a page that says so in its title bar; the bar is then silent. */
  onKept?: (at: string | null) => void;
  autoFocus?: boolean;
  /** Offers to send and go on at once: with a new form (`anew`), or with what the page opens then. */
  another?: { label: string; anew?: boolean };
}

/** Another form or another place is another session, so nothing typed in one can show up in the next. */
export function RecordForm<Answer>(props: RecordFormProps<Answer>) {
  const [round, setRound] = useState(0);
  const [sentAt, setSentAt] = useState<string | null>(null);
  const onSent = (answer: Answer, next: boolean) => {
    props.onSent(answer, next);
    if (!next || !props.another?.anew) return;
    setRound((before) => before + 1);
    setSentAt(new Date().toISOString());
  };
  // Chosen once: a form that is being filled in must not be put in another's place.
  const [Form] = useState(() => (engine() || !worksOut(props.form) ? FilledForm : AwaitedForm));
  return <Form key={`${props.form.app}.${props.form.key}/${props.draft ?? ''}/${round}`} {...(props as RecordFormProps<unknown>)} onSent={onSent as RecordFormProps<unknown>['onSent']} sentAt={sentAt} autoFocus={props.autoFocus || round > 0} />;
}

/** A form with rules, checks or formulas waits for the interpreter. */
const AwaitedForm = lazyPage(async () => {
  await loadEngine();
  return FilledForm<unknown>;
});

function FilledForm<Answer>({ sentAt, labels = {}, device = 'desk', submitLabel, submitIcon, onCancel, actions, children, below, onKept, autoFocus, another, ...use }: RecordFormProps<Answer> & { sentAt: string | null }) {
  const { t } = useTranslation();
  const id = useId();
  const { session, state, keptAt, last, model } = useFormSession(use);
  const faults = session.faults;
  const errors = shownFaults(faults, state, model, t);
  const warnings = shownWarnings(state, model);
  const computed = { ...state.told.computed, ...model.computed(state.values) };

  useEffect(() => onKept?.(keptAt), [onKept, keptAt]);

  const opened = useOpened(model.arrangement);
  const goTo = (field: string | null) => {
    if (field === null) return;
    opened.reveal(field);
    goToField(`${id}-${field}`);
  };
  const submit = async (next = false) => {
    const fault = await session.submit(next);
    if (fault) goTo(fault.field);
    // Why nothing was saved stands above the form, which may be far from the button.
    else if (session.state.trouble) document.getElementById(`${id}-trouble`)?.scrollIntoView?.({ block: 'nearest' });
  };
  const keys = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter') return;
    // Some browsers send the form on the Enter that picks a candidate of an input method.
    if (composing(event)) return event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      return void submit(event.shiftKey && another !== undefined);
    }
    const target = event.target as HTMLElement;
    // Enter goes on to the next field; in long text it is a new line, and buttons, lists and grids have a use of their own for it.
    if (event.defaultPrevented || event.altKey || !target.matches('input, select') || target.getAttribute('aria-expanded') === 'true' || target.closest('[role=grid]')) return undefined;
    event.preventDefault();
    if (!moveOn(event.currentTarget, target, event.shiftKey ? -1 : 1)) event.currentTarget.querySelector<HTMLElement>('[type=submit]')?.focus();
    return undefined;
  };

  const first = model.arrangement.order.find((key) => model.writable(key, state.linkage));
  const lineAround = useLineAround(model);
  // Whoever saved first may have chosen others: his names come with his values.
  const known = state.metBy ? { ...labels, ...state.metBy.labels } : labels;
  const labelOf = (key: string) => {
    const value = state.values[key];
    if (state.metBy && value === state.base[key]) return known[key];
    return value === session.began[key] ? (labels[key] ?? last.labels[key]) : session.filledLabel(key);
  };
  const drawField = (field: FieldInfo) => (
    <FieldRow
      id={`${id}-${field.key}`}
      field={field}
      app={model.form.app}
      form={model.form.key}
      record={use.record}
      device={device}
      value={field.key in computed ? computed[field.key] : state.values[field.key]}
      valueLabel={labelOf(field.key)}
      labels={known}
      parts={state.parts[field.key]}
      around={lineAround(field, state.values, use.revision === undefined)}
      required={field.required || state.linkage.required.has(field.key)}
      writable={model.writable(field.key, state.linkage)}
      autoFocus={autoFocus && field.key === first}
      error={errors.get(field.key) ?? null}
      warning={warnings.get(field.key)}
      pinned={use.last && model.form.keep_last.includes(field.key) ? !last.loose.includes(field.key) : undefined}
      onPin={session.pin}
      onType={session.type}
      onLeave={session.leave}
      onHold={session.hold}
    />
  );
  const move = async (key: string, stage: string) => goTo((await session.move(key, stage))?.field ?? null);
  const around = formAround({ id, device, session, errors, computed, opened, drawField, move: (key, stage) => void move(key, stage) });
  return (
    <form
      noValidate
      className={classes(styles.form, styles[device])}
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <SteadyFocus>
        <div id={`${id}-trouble`}>
          <TroubleNote trouble={state.trouble} keptAt={keptAt} onRetry={() => void submit()} onConfirm={() => void session.confirm()} />
        </div>
        <ConflictNote session={session} labels={labels} />
        {session.resumed && keptAt && <DraftNote at={keptAt} onDiscard={session.discardDraft} />}
        {children}
        <div className={styles.paper}>
          {model.arrangement.layout.filter(around.inSight).map((item) => (
            <Fragment key={item.key}>{around.draw(item)}</Fragment>
          ))}
        </div>
        {below}
      </SteadyFocus>
      <SubmitBar
        device={device}
        label={submitLabel}
        icon={submitIcon}
        sending={state.sending}
        blocked={state.clashes.length > 0}
        faults={faults}
        showFaults={state.attempted || isDirty(state)}
        attempted={state.attempted}
        titleOf={(key) => model.fields.get(key)?.title ?? key}
        wordsOf={(fault) => faultWords(fault, model, t)}
        keptAt={keptAt}
        sentAt={sentAt}
        quiet={onKept !== undefined}
        onGoTo={(fault) => goTo(fault.field)}
        onCancel={onCancel}
        another={another && { label: another.label, go: () => void submit(true) }}
        actions={actions}
        saying={t}
      />
    </form>
  );
}
