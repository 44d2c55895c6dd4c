/** What would be done to the cells, column by column, each kind with its count and examples, to switch off or decide. */
import { useTranslation } from '../i18n/useTranslation';
import type { Cleaning, ImportInfo, ImportPreview, PreviewColumn } from '../api/types';
import { grouped } from '../lib/numbers';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { Select } from '../ui/Select/Select';
import { targetOf, type TargetPart } from './targets';
import styles from './ImportPage.module.css';

interface Props {
  job: ImportInfo;
  preview: ImportPreview;
  onChange: (column: PreviewColumn, part: TargetPart) => void;
}

export function Cleanings({ job, preview, onChange }: Props) {
  const { t } = useTranslation();
  const touched = preview.columns.filter((column) => column.kinds.length > 0 || column.refused.count > 0);
  const set = (column: PreviewColumn, kind: string, choice: unknown) => {
    const before = targetOf(job.columns, column.columns, column.field)?.cleanings ?? {};
    onChange(column, { cleanings: { ...before, [kind]: choice } });
  };
  // What was just chosen shows before the preview has been worked out anew.
  const chosenFor = (column: PreviewColumn, kind: Cleaning) => targetOf(job.columns, column.columns, column.field)?.cleanings[kind.kind] ?? kind.chosen;
  return (
    <section>
      <h3>
        {t('import.cleaning')} {!preview.complete && <small>{t('import.ofFirst', { rows: grouped(String(preview.looked_at)) })}</small>}
      </h3>
      {touched.length === 0 && <p className={styles.note}>{t('import.clean')}</p>}
      {touched.map((column) => (
        <div key={column.field} className={styles.cleaned} role="group" aria-label={column.name}>
          <h4>
            {column.name} <small>→ {column.title}</small>
          </h4>
          <ul>
            {column.kinds.map((kind) => (
              <li key={kind.kind}>
                <Choice kind={kind} chosen={chosenFor(column, kind)} column={column.name} onChange={(choice) => set(column, kind.kind, choice)} />
                <span className={styles.count}>{t('import.cells', { count: kind.count, cells: grouped(String(kind.count)) })}</span>
                <span className={styles.examples}>
                  {kind.examples.map((example) => (
                    <span key={example.row}>
                      <AsTyped text={example.before} /> → <ins>{example.after || (kind.choices.length > 0 ? t('import.undecided') : t('import.empty'))}</ins>
                    </span>
                  ))}
                </span>
              </li>
            ))}
            {column.refused.count > 0 && (
              <li className={styles.refusedLine}>
                <span>{t('import.willRefuse')}</span>
                <span className={styles.count}>{t('import.cells', { count: column.refused.count, cells: grouped(String(column.refused.count)) })}</span>
                <span className={styles.examples}>
                  {column.refused.examples.map((example) => (
                    <span key={example.row}>
                      <AsTyped text={example.before || '—'} /> {example.reason}
                    </span>
                  ))}
                </span>
              </li>
            )}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** A cell as it stands in the file; blanks at its ends, which nobody would see, have a mark. */
function AsTyped({ text }: { text: string }) {
  const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  const marked = (blanks: string) => blanks && <span className={styles.blank}>{'␣'.repeat(blanks.length)}</span>;
  return (
    <del>
      {marked(before)}
      {middle}
      {marked(after)}
    </del>
  );
}

function Choice({ kind, chosen, column, onChange }: { kind: Cleaning; chosen: unknown; column: string; onChange: (choice: unknown) => void }) {
  const { t } = useTranslation();
  if (kind.choices.length === 0) {
    return (
      <Checkbox checked={chosen !== false} onChange={onChange}>
        {kind.title}
      </Checkbox>
    );
  }
  return (
    <span className={styles.pick}>
      {kind.title}
      <Select
        label={t('import.choiceOf', { column, kind: kind.title })}
        size="small"
        value={String(chosen)}
        onChange={onChange}
        options={[{ value: 'refuse', label: t('import.refuse') }, ...kind.choices.map((choice) => ({ value: choice.key, label: choice.title }))]}
      />
    </span>
  );
}
