/** Rows out of a spreadsheet: which columns were found, how many rows there are, and whether they take the place of those there were. */
import { useId, useState } from 'react';
import { useSpreadsheetTexts } from '../../api/spreadsheets';
import { useTranslation } from '../../i18n/useTranslation';
import { listed } from '../../lib/listed';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { FileDrop } from '../../ui/FileDrop/FileDrop';
import { Select } from '../../ui/Select/Select';
import { Banner } from '../../ui/States/States';
import { arranged } from './fromFile';
import type { Column } from './table';
import frame from '../designer.module.css';

interface Props {
  columns: readonly Column[];
  titleOf: (column: Column) => string;
  /** How many rows there are already. */
  there: number;
  onTake: (cells: string[][], replace: boolean) => void;
  onClose: () => void;
}

export function FromFile({ columns, titleOf, there, onTake, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const read = useSpreadsheetTexts();
  const [file, setFile] = useState<File | null>(null);
  const [replace, setReplace] = useState(true);
  const look = (next: File, sheet?: string) => {
    setFile(next);
    read.mutate({ file: next, reading: sheet === undefined ? {} : { sheet } });
  };
  const found = read.data ? arranged(columns, titleOf, read.data.names, read.data.rows) : null;
  const useless = found !== null && found.missing.length === columns.filter((column) => column.side !== 'own').length;
  return (
    <Dialog
      title={t('designer.table.fromFile')}
      onClose={onClose}
      foot={
        <Button
          variant="solid"
          disabled={!found || useless || found.cells.length === 0}
          onClick={() => {
            if (found) onTake(found.cells, replace);
            onClose();
          }}
        >
          {t('designer.table.take', { count: found?.cells.length ?? 0 })}
        </Button>
      }
    >
      <div className={frame.publish}>
        <FileDrop title={file?.name ?? t('designer.table.chooseFile')} hint={t('designer.table.fileHint', { titles: listed(columns.filter((column) => column.side !== 'own').map(titleOf), i18n.language) })} accept=".xlsx,.xls,.csv" busy={read.isPending} onFiles={([next]) => next && look(next)} />
        {read.isError && <Banner tone="bad" title={read.error.message} />}
        {file && read.data && read.data.sheet.sheets.length > 1 && (
          <FieldFrame id={`${id}-sheet`} label={t('designer.table.sheet')}>
            <Select id={`${id}-sheet`} value={read.data.sheet.sheet} options={read.data.sheet.sheets.map((one) => ({ value: one, label: one }))} onChange={(sheet) => look(file, sheet ?? '')} />
          </FieldFrame>
        )}
        {useless && <Banner tone="warning" title={t('designer.table.noColumns')} />}
        {found && !useless && found.missing.length > 0 && <p className={frame.hint}>{t('designer.table.missing', { titles: listed(found.missing, i18n.language) })}</p>}
        {found && !useless && found.unknown.length > 0 && <p className={frame.hint}>{t('designer.table.unknown', { titles: listed(found.unknown, i18n.language) })}</p>}
        {read.data && read.data.count > read.data.rows.length && <Banner tone="warning" title={t('designer.table.cut', { shown: read.data.rows.length, count: read.data.count })} />}
        {found && !useless && there > 0 && (
          <FieldFrame id={`${id}-how`} label={t('designer.table.how')}>
            <Select id={`${id}-how`} value={replace ? 'replace' : 'below'} options={['replace', 'below'].map((one) => ({ value: one, label: t(`designer.table.${one}`, { count: there }) }))} onChange={(how) => setReplace(how !== 'below')} />
          </FieldFrame>
        )}
      </div>
    </Dialog>
  );
}
