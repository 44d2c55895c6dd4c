/** The file, and which of its sheets and rows are meant. */
import { useTranslation } from '../i18n/useTranslation';
import type { ImportInfo, ImportWish } from '../api/types';
import { listed } from '../lib/listed';
import { grouped } from '../lib/numbers';
import { Select } from '../ui/Select/Select';
import styles from './ImportPage.module.css';

const SHOWN = 4;

type File = Pick<ImportInfo, 'file_name' | 'rows' | 'sheet'>;

export function FileHead({ job, onChange }: { job: File; onChange: (wish: ImportWish) => void }) {
  const { t } = useTranslation();
  const { sheets, sheet, header_row: header, head } = job.sheet;
  const named = (cells: string[]) => listed(cells.filter(Boolean).slice(0, SHOWN));
  return (
    <header className={styles.file}>
      <h2>
        {job.file_name} <small>{t('import.rows', { rows: grouped(String(job.rows)) })}</small>
      </h2>
      {sheets.length > 1 && (
        <label className={styles.pick}>
          {t('import.sheet')}
          <Select label={t('import.sheet')} size="small" value={sheet} onChange={(next) => next && onChange({ sheet: next })} options={sheets.map((one) => ({ value: one, label: one }))} />
        </label>
      )}
      <label className={styles.pick}>
        {t('import.headerRow')}
        <Select
          label={t('import.headerRow')}
          size="small"
          value={String(header)}
          onChange={(next) => next && onChange({ header_row: Number(next) })}
          options={head.map(({ row, cells }) => ({ value: String(row), label: t('import.rowOf', { row, cells: named(cells) }) }))}
        />
      </label>
    </header>
  );
}
