/** The list as it stands, as a file: a job writes it, and the file comes when it is done. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useExport, useStartExport, type ExportFormat, type ExportLines } from '../../api/exports';
import type { RecordQuery } from '../../api/records';
import type { FormInfo } from '../../api/types';
import { fieldView } from '../../lib/fields';
import { grouped } from '../../lib/numbers';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { Menu } from '../../ui/Menu/Menu';
import { Select } from '../../ui/Select/Select';
import { Progress } from '../../ui/Progress/Progress';
import { Banner } from '../../ui/States/States';
import styles from './table.module.css';

interface Props {
  form: FormInfo;
  query: RecordQuery;
  /** Keys of the columns shown, in order. */
  columns: string[];
}

export function ExportButton({ form, query, columns }: Props) {
  const { t } = useTranslation();
  const start = useStartExport(form.app, form.key);
  const id = start.data?.id ?? null;
  const job = useExport(id);
  const link = useRef<HTMLAnchorElement>(null);
  const file = job.data?.state === 'done' ? job.data : null;
  const done = file !== null;
  useEffect(() => {
    if (done) link.current?.click();
  }, [done]);
  const [choosing, setChoosing] = useState<ExportFormat | null>(null);
  const [lines, setLines] = useState<ExportLines>('repeated');
  const lined = form.fields.filter((field) => fieldView(field.type)?.lined).map((field) => field.key);
  const ask = (format: ExportFormat, how: ExportLines) => {
    setChoosing(null);
    // Lines are asked for by how they are written: the list seldom has a column for them.
    const all = how === 'cell' ? columns : [...new Set([...columns, ...lined])];
    start.mutate({ query, columns: all, format, lines: how });
  };
  const choose = (format: ExportFormat) => (lined.length > 0 ? setChoosing(format) : ask(format, 'cell'));
  const failure = start.error?.message ?? job.error?.message ?? (job.data?.state === 'failed' ? (job.data.problem?.detail ?? t('export.failed')) : null);
  const open = start.isPending || start.isError || id !== null;
  const rows = grouped(String(job.data?.done ?? 0));
  return (
    <>
      <Menu
        label={t('export.title')}
        items={[
          { key: 'xlsx', title: t('export.xlsx'), onChoose: () => choose('xlsx') },
          { key: 'csv', title: t('export.csv'), onChoose: () => choose('csv') },
        ]}
        trigger={(button) => (
          <Button size="small" variant="quiet" icon="upload" {...button}>
            {t('export.title')}
          </Button>
        )}
      />
      {choosing && (
        <Dialog
          title={t('export.of', { form: form.title })}
          onClose={() => setChoosing(null)}
          foot={
            <>
              <Button onClick={() => setChoosing(null)}>{t('common.cancel')}</Button>
              <Button variant="solid" icon="upload" onClick={() => ask(choosing, lines)}>
                {t('export.start')}
              </Button>
            </>
          }
        >
          <fieldset className={styles.lineForms}>
            <legend>{t('export.lines')}</legend>
            <Select label={t('export.lines')} value={lines} onChange={(how) => how && setLines(how as ExportLines)} options={(['repeated', 'first', 'cell'] as const).map((how) => ({ value: how, label: t(`export.lineForms.${how}`) }))} />
            <p>{t('export.linesHint')}</p>
          </fieldset>
        </Dialog>
      )}
      {open && (
        <Dialog
          title={t('export.of', { form: form.title })}
          onClose={start.reset}
          foot={
            <>
              <Button onClick={start.reset}>{t('common.close')}</Button>
              {done && (
                <Button variant="solid" icon="download" onClick={() => link.current?.click()}>
                  {t('export.fetch')}
                </Button>
              )}
            </>
          }
        >
          {failure ? (
            <Banner tone="bad" title={t('export.failed')}>
              {failure}
            </Banner>
          ) : (
            <Progress done={job.data?.done ?? 0} total={file?.done ?? job.data?.total ?? null} label={done ? t('export.done', { rows }) : t('export.running', { rows })} />
          )}
          {file && <a ref={link} href={`/api/v1/exports/${file.id}/file`} download={file.file_name} hidden aria-hidden="true" tabIndex={-1} />}
        </Dialog>
      )}
    </>
  );
}
