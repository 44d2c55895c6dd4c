/** A text to take along: shown as it is, copied by one button. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Button } from '../ui/Button/Button';
import styles from './intakes.module.css';

interface Props {
  text: string;
  label: string;
  /** Several lines, as they are written. */
  lines?: boolean;
}

export function Copied({ text, label, lines }: Props) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard?.writeText(text).then(() => setCopied(true));
  return (
    <div className={lines ? styles.code : styles.once}>
      {lines ? (
        <pre tabIndex={0} role="region" aria-label={label}>
          {text}
        </pre>
      ) : (
        <code>{text}</code>
      )}
      <Button size="small" icon="copy" aria-label={`${t('intakes.copy')} · ${label}`} onClick={copy}>
        {copied ? t('common.copied') : t('intakes.copy')}
      </Button>
    </div>
  );
}
