/** A value as JSON text, for what no input fits. What does not read as JSON stays as it was typed and changes nothing. */
import { useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { TextArea } from '../../../ui/TextArea/TextArea';
import { same } from '../same';
import type { MemberProps } from '../Member';
import styles from '../settings.module.css';

export function RawMember({ id, value, onChange, title }: MemberProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === undefined ? '' : JSON.stringify(value, null, 1);
  // What was typed and means the value stays as it was typed.
  const text = typed !== null && (readJson(typed).fault || same(readJson(typed).value, value)) ? typed : shown;
  const { fault } = readJson(text);
  return (
    <>
      <span className={styles.raw}>
        <TextArea
          id={id}
          label={title}
          rows={Math.min(8, Math.max(2, text.split('\n').length))}
          value={text}
          invalid={fault}
          onChange={(next) => {
            setTyped(next);
            const read = readJson(next);
            if (!read.fault) onChange(read.value);
          }}
        />
      </span>
      {fault && <p className={styles.fault}>{t('designer.notJson')}</p>}
    </>
  );
}

function readJson(text: string): { value: unknown; fault: boolean } {
  if (text.trim() === '') return { value: undefined, fault: false };
  try {
    return { value: JSON.parse(text) as unknown, fault: false };
  } catch {
    return { value: undefined, fault: true };
  }
}
