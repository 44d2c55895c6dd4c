/** A formula as Excel-like text over the names of the draft. It is taken over once the server has read it; until then what was kept stays, and the fault says where and what. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { readFormula, useFormulaText, useFormulaWords, type FormulaScope } from '../../api/drafts';
import { lazyPart } from '../../ui/lazyPart';
import { Skeleton } from '../../ui/States/States';
import { OnRecord } from './OnRecord';
import { useUnread } from '../draft/unread';
import { useAround } from '../settings/panel';
import { same } from '../settings/same';
import styles from './conditions.module.css';

const FormulaInput = lazyPart(async () => (await import('./FormulaInput')).default, { waiting: <Skeleton rows={1} /> });

interface Props {
  label: string;
  /** JSON pointer of the formula in its document. */
  pointer: string;
  scope: FormulaScope;
  value: unknown;
  onChange: (tree: unknown) => void;
}

const pause_ms = 500;

export function FormulaText({ label, pointer, scope, value, onChange }: Props) {
  const { t } = useTranslation();
  const { known, reading, unreadAt } = useAround();
  const place = unreadAt(pointer);
  const put = useUnread((store) => store.put);
  const printed = useFormulaText(scope, value);
  const words = useFormulaWords(scope).data;
  // What was typed stays as it was typed until the document says something else, as after an undo.
  const [typed, setTyped] = useState<{ text: string; read: boolean; tree: unknown } | null>(() => {
    const left = useUnread.getState().texts[place];
    return left ? { text: left.text, read: false, tree: undefined } : null;
  });
  const [told, setTold] = useState<{ type: string | null; fault: string | null }>({ type: null, fault: null });
  // What was typed last: an answer about an earlier text says nothing any more.
  const latest = useRef<string | null>(null);
  const read = useEffectEvent(async (text: string) => {
    if (text.trim() === '') {
      setTold({ type: null, fault: null });
      setTyped({ text, read: true, tree: undefined });
      put(place, null);
      return onChange(undefined);
    }
    await known();
    const found = await readFormula(scope, text).catch((error: unknown) => ({ errors: [{ detail: String(error), position: null }], tree: null, type: null }));
    if (latest.current !== null && latest.current !== text) return undefined;
    const [error] = found.errors;
    if (error) {
      const fault = error.position ? t('designer.conditions.faultAt', { line: error.position.line, column: error.position.column, words: error.detail }) : error.detail;
      put(place, { label, text, fault });
      return setTold({ type: null, fault });
    }
    put(place, null);
    setTold({ type: found.type, fault: null });
    setTyped({ text, read: true, tree: found.tree });
    return onChange(found.tree);
  });
  const under = useRef<{ text: string; done: Promise<unknown> } | null>(null);
  const begin = useEffectEvent((text: string) => {
    if (under.current?.text === text) return under.current.done;
    const done = read(text).finally(() => (under.current = null));
    under.current = { text, done };
    return done;
  });
  useEffect(() => {
    if (typed === null || typed.read) return undefined;
    const timer = setTimeout(() => void begin(typed.text), pause_ms);
    return () => clearTimeout(timer);
  }, [typed]);
  // Who goes elsewhere before the pause is over, or has all checked, has meant what he typed.
  const finish = useEffectEvent(() => (typed !== null && !typed.read ? begin(typed.text) : Promise.resolve()));
  useEffect(() => {
    const end = reading(() => finish());
    return () => {
      end();
      const last = finish();
      void last.finally(reading(() => last));
    };
  }, [reading]);
  // What other steps tell is told in a run, and what other records hold while they are looked at: not by a record alone.
  const ofRun = /"var":"(nodes|trigger|row|candidate|item|person)\./.test(JSON.stringify(value ?? null)) && !/"(lookup|exists|count|total)":/.test(JSON.stringify(value ?? null));
  const own = typed !== null && (!typed.read || same(typed.tree, value)) ? typed.text : null;
  const text = own ?? printed.data?.text ?? '';
  const unread = own === null && printed.data?.errors[0]?.detail;
  return (
    <div className={styles.formula}>
      <FormulaInput label={label} value={text} onChange={(next) => {
          latest.current = next;
          setTyped({ text: next, read: false, tree: undefined });
        }} names={words?.names ?? []} functions={words?.functions ?? []} invalid={told.fault !== null} example={t('designer.conditions.example')} />
      {(told.fault || unread) && (
        <p className={styles.fault} role="status">
          {told.fault ?? unread}
        </p>
      )}
      {!told.fault && !unread && value !== undefined && !ofRun && scope.form !== undefined && (typed === null || typed.read) && <OnRecord app={scope.app} form={scope.form} tree={value} />}
      {told.type && <p className={styles.said}>{t('designer.conditions.gives', { type: t(`designer.results.${told.type}`, { defaultValue: told.type }) })}</p>}
    </div>
  );
}
