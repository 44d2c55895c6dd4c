/** A document as JSON. What does not read as JSON stays as it was typed, with the place of the fault, and changes nothing. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useKindSchema, type Doc, type DraftProblem } from '../../api/drafts';
import { lazyPart } from '../../ui/lazyPart';
import { Banner, Skeleton } from '../../ui/States/States';
import { same } from '../settings/same';
import { isObject, type Schema } from '../settings/schema';
import styles from '../designer.module.css';

const JsonInput = lazyPart(async () => (await import('./JsonInput')).default, { waiting: <Skeleton rows={8} /> });

interface Props {
  document: Doc;
  problems: readonly DraftProblem[];
  onChange: (document: Doc) => void;
}

export function JsonView({ document, problems, onChange }: Props) {
  const { t } = useTranslation();
  const schema = useKindSchema(String(document.kind)).data as Schema | undefined;
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : readDocument(typed);
  const text = typed !== null && (!read?.document || same(read.document, document)) ? typed : JSON.stringify(document, null, 2);
  const fault = typed === text ? read?.fault : null;
  return (
    <div className={styles.middle}>
      <div className={styles.json}>
        {fault && <Banner tone="bad" title={t('designer.jsonFault', { line: fault.line, words: fault.words })} />}
        <JsonInput
          label={t('designer.asJson')}
          value={text}
          invalid={Boolean(fault)}
          schema={schema}
          document={document}
          onChange={(next) => {
            setTyped(next);
            const made = readDocument(next);
            if (made.document) onChange(made.document);
          }}
        />
        {problems.length > 0 && (
          <ul>
            {problems.map((one) => (
              <li key={`${one.pointer}${one.code}`}>
                <code>{one.pointer || '/'}</code> {one.detail}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function readDocument(text: string): { document: Doc | null; fault: { line: number; words: string } | null } {
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) ? { document: read, fault: null } : { document: null, fault: { line: 1, words: '{ … }' } };
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    const [, at = '0'] = /position (\d+)/.exec(words) ?? [];
    return { document: null, fault: { line: text.slice(0, Number(at)).split('\n').length, words } };
  }
}
