/** A body as JSON to read and correct; what is no JSON is said at once. */
import { useTranslation } from '../i18n/useTranslation';
import { describedBy, FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { TextArea } from '../ui/TextArea/TextArea';
import styles from './intakes.module.css';

interface Props {
  id: string;
  label: string;
  text: string;
  onChange: (text: string) => void;
  rows?: number;
}

export function BodyText({ id, label, text, onChange, rows = 10 }: Props) {
  const { t } = useTranslation();
  const error = parsed(text) === undefined ? t('intakes.noJson') : undefined;
  return (
    <div className={styles.body}>
      <FieldFrame id={id} label={label} error={error}>
        <TextArea id={id} rows={rows} value={text} invalid={!!error} describedBy={describedBy(id, { error })} onChange={onChange} />
      </FieldFrame>
    </div>
  );
}

/** What the text says; undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function written(body: unknown): string {
  return JSON.stringify(body, null, 2);
}
