/** A formula as Excel-like text over the names of the draft. It is taken over once the server has read it; until then what was kept stays, and the fault says where and what. */
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { readFormula, useFormulaText } from '../../api/drafts';
import { TextArea } from '../../ui/TextArea/TextArea';
import { useAround } from '../settings/panel';
import { same } from '../settings/same';
import styles from './conditions.module.css';

interface Props {
  id: string;
  label: string;
  form: string;
  value: unknown;
  onChange: (tree: unknown) => void;
}

const pause_ms = 500;

export function FormulaText({ id, label, form, value, onChange }: Props) {
  const { t } = useTranslation();
  const { app } = useAround();
  const printed = useFormulaText(app, form, value);
  // What was typed stays as it was typed until the document says something else, as after an undo.
  const [typed, setTyped] = useState<{ text: string; read: boolean; tree: unknown } | null>(null);
  const [told, setTold] = useState<{ type: string | null; fault: string | null }>({ type: null, fault: null });
  const read = useEffectEvent(async (text: string) => {
    if (text.trim() === '') {
      setTold({ type: null, fault: null });
      setTyped({ text, read: true, tree: undefined });
      return onChange(undefined);
    }
    const found = await readFormula(app, form, text).catch((error: unknown) => ({ errors: [{ detail: String(error), position: null }], tree: null, type: null }));
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
  const own = typed !== null && (!typed.read || same(typed.tree, value)) ? typed.text : null;
  const text = own ?? printed.data?.text ?? '';
  const unread = own === null && printed.data?.errors[0]?.detail;
  return (
    <div className={styles.formula}>
      <TextArea id={id} label={label} rows={Math.min(8, Math.max(2, text.split('\n').length))} value={text} invalid={told.fault !== null} placeholder={t('designer.conditions.example')} onChange={(next) => setTyped({ text: next, read: false, tree: undefined })} />
      {(told.fault || unread) && (
        <p className={styles.fault} role="status">
          {told.fault ?? unread}
        </p>
      )}
      {told.type && <p className={styles.said}>{t('designer.conditions.gives', { type: t(`designer.results.${told.type}`, { defaultValue: told.type }) })}</p>}
    </div>
  );
}
