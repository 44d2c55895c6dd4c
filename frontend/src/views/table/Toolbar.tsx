/** Above the rows: filter, sort, columns, density, and the search within this form. */
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordQuery } from '../../api/records';
import type { FormInfo } from '../../api/types';
import { useUrlState } from '../../apps/urlState';
import { grouped } from '../../lib/numbers';
import { Button } from '../../ui/Button/Button';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { Popover } from '../../ui/Popover/Popover';
import { Select } from '../../ui/Select/Select';
import { columnsOf } from './columns';
import { ExportButton } from './ExportButton';
import { SearchBox } from './SearchBox';
import styles from './table.module.css';

interface Props {
  form: FormInfo;
  searchBox: Ref<HTMLInputElement>;
  filtering: boolean;
  onFiltering: () => void;
  conditions: number;
  charting: boolean;
  onCharting: () => void;
  /** Keys of the columns shown, in order; null for those of the form. */
  cols: string | null;
  total: number | null;
  /** What the rows are found by. */
  query: RecordQuery;
}

export function Toolbar({ form, searchBox, filtering, onFiltering, conditions, charting, onCharting, cols, total, query }: Props) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const dense = url.get('rows') === 'tight';
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('table.toolbar')}>
      <Button size="small" variant="quiet" icon="filter" pressed={filtering || conditions > 0} aria-expanded={filtering} onClick={onFiltering} title={`${t('table.filter')} F`}>
        {conditions > 0 ? t('table.filterCount', { count: conditions }) : t('table.filter')}
      </Button>
      <SortButton form={form} />
      <ColumnsButton form={form} cols={cols} />
      <Button size="small" variant="quiet" icon="chart" pressed={charting} aria-expanded={charting} onClick={onCharting}>
        {t('charts.count')}
      </Button>
      <Button size="small" variant="quiet" icon="density" pressed={dense} onClick={() => setUrl({ rows: dense ? null : 'tight' })} className={styles.density}>
        {t('table.tight')}
      </Button>
      {form.may.export && <ExportButton form={form} query={query} columns={columnsOf(form, cols).map((column) => column.field.key)} />}
      <span className={styles.grow} />
      <SearchBox ref={searchBox} placeholder={total ? t('table.searchIn', { total: grouped(String(total)) }) : t('table.search', { form: form.title })} />
    </div>
  );
}

function SortButton({ form }: { form: FormInfo }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const sort = url.get('sort') ?? '';
  const descending = sort.startsWith('-');
  const key = sort.replace(/^-/, '').split(',')[0] ?? '';
  const options = [
    ...form.fields.filter((field) => field.sortable).map((field) => ({ value: field.key, label: field.title })),
    { value: 'created_at', label: t('records.createdAt') },
    { value: 'updated_at', label: t('records.updatedAt') },
  ];
  const name = options.find((option) => option.value === key)?.label;
  return (
    <Popover
      label={t('table.sort')}
      trigger={(button) => (
        <Button size="small" variant="quiet" icon="sort" pressed={Boolean(sort)} {...button}>
          {name ? t('table.sorted', { field: name }) : t('table.sort')}
        </Button>
      )}
    >
      {() => (
        <div className={styles.pop}>
          <Select label={t('table.sort')} empty={t('table.unsorted')} value={key || null} options={options} onChange={(next) => setUrl({ sort: next && (descending ? `-${next}` : next) })} />
          <Checkbox checked={descending} disabled={!key} onChange={(down) => setUrl({ sort: down ? `-${key}` : key })}>
            {t('table.descending')}
          </Checkbox>
        </div>
      )}
    </Popover>
  );
}

function ColumnsButton({ form, cols }: { form: FormInfo; cols: string | null }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const shown = columnsOf(form, cols).map((column) => column.field.key);
  const toggle = (key: string, on: boolean) => {
    const next = on ? [...shown, key] : shown.filter((one) => one !== key);
    if (next.length > 0) setUrl({ cols: next.join(',') });
  };
  return (
    <Popover
      label={t('table.columns')}
      trigger={(button) => (
        <Button size="small" variant="quiet" icon="columns" pressed={url.has('cols')} className={styles.density} {...button}>
          {t('table.columnCount', { shown: shown.length, all: form.fields.length })}
        </Button>
      )}
    >
      {() => (
        <div className={styles.pop}>
          {form.fields.map((field) => (
            <Checkbox key={field.key} checked={shown.includes(field.key)} onChange={(on) => toggle(field.key, on)}>
              {field.title}
            </Checkbox>
          ))}
          {url.has('cols') && (
            <Button size="small" variant="quiet" onClick={() => setUrl({ cols: null })}>
              {t('table.restore')}
            </Button>
          )}
        </div>
      )}
    </Popover>
  );
}
