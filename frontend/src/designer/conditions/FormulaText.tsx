/** A formula as Excel-like text over the names of the draft. It is taken over once the server has read it; until then what was kept stays, and the fault says where and what. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { readFormula, useFormulaText, useFormulaWords } from '../../api/drafts';
import { lazyPart } from '../../ui/lazyPart';
import { Skeleton } from '../../ui/States/States';
import { useAround } from '../settings/panel';
import { same } from '../settings/same';
import styles from './conditions.module.css';

const FormulaInput = lazyPart(async () => (await import('./FormulaInput')).default, { waiting: <Skeleton rows={1} /> });

interface Props {
  label: string;
  form: string;
  value: unknown;
  onChange: (tree: unknown) => void;
}

const pause_ms = 500;

export function FormulaText({ label, form, value, onChange }: Props) {
  const { t } = useTranslation();
  const { app, known } = useAround();
  const printed = useFormulaText(app, form, value);
  const words = useFormulaWords(app, form).data;
  // What was typed stays as it was typed until the document says something else, as after an undo.
  const [typed, setTyped] = useState<{ text: string; read: boolean; tree: unknown } | null>(null);
  const [told, setTold] = useState<{ type: string | null; fault: string | null }>({ type: null, fault: null });
  // What was typed last: an answer about an earlier text says nothing any more.
  const latest = useRef<string | null>(null);
  const read = useEffectEvent(async (text: string) => {
    if (text.trim() === '') {
      setTold({ type: null, fault: null });
      setTyped({ text, read: true, tree: undefined });
      return onChange(undefined);
    }
    await known();
    const found = await readFormula(app, form, text).catch((error: unknown) => ({ errors: [{ detail: String(error), position: null }], tree: null, type: null }));
    if (latest.current !== null && latest.current !== text) return undefined;
    const [error] = found.errors;
    if (error) return setTold({ type: null, fault: error.position ? t('designer.conditions.faultAt', { line: error.position.line, column: error.position.column, words: error.detail }) : error.detail });
    setTold({ type: found.type, fault: null });
    setTyped({ text, read: true, tree: found.tree });
    return onChange(found.tree);
  });
  useEffect(() => {
    if (typed === null || typed.read) return undefined;
    const timer = setTimeout(() => void read(typed.text), pause_ms);
    return () => clearTimeout(timer);
  }, [typed]);
  // Who goes elsewhere before the pause is over has meant what he typed.
  const leave = useEffectEvent(() => {
    if (typed !== null && !typed.read) void read(typed.text);
  });
  useEffect(() => () => leave(), []);
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
      {told.type && <p className={styles.said}>{t('designer.conditions.gives', { type: t(`designer.results.${told.type}`, { defaultValue: told.type }) })}</p>}
    </div>
  );
}
