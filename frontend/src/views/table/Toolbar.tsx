/** Above the rows: filter, groups, sort, columns, colours, density, what was set and can be kept, and the search within this form. */
import type { Ref } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { RecordQuery } from '../../api/records';
import type { FormInfo } from '../../api/types';
import type { ViewInfo } from '../../api/views';
import { useUrlState } from '../../apps/urlState';
import { grouped } from '../../lib/numbers';
import { Button } from '../../ui/Button/Button';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { Popover } from '../../ui/Popover/Popover';
import { Select } from '../../ui/Select/Select';
import { SaveBar } from '../parts/SaveBar';
import { ColorsButton } from './ColorsButton';
import { columnsOf } from './columns';
import { ExportButton } from './ExportButton';
import type { Conditions } from './filter';
import { SearchBox } from './SearchBox';
import { heightName, listText, mostGroups, type TableState } from './state';
import { canGroup, mostSort } from './useColumnActs';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  view: ViewInfo | null;
  state: TableState;
  searchBox: Ref<HTMLInputElement>;
  filtering: boolean;
  onFiltering: () => void;
  conditions: Conditions;
  charting: boolean;
  onCharting: () => void;
  total: number | null;
  /** What the rows are found by. */
  query: RecordQuery;
  /** What a saved view keeps beside filter, order and columns. */
  settings: () => Record<string, unknown>;
}

const heights = ['tight', 'usual', 'relaxed'] as const;

export function Toolbar({ app, form, view, state, searchBox, filtering, onFiltering, conditions, charting, onCharting, total, query, settings }: Props) {
  const { t } = useTranslation();
  const [, setUrl] = useUrlState();
  const columns = columnsOf(form, state.cols).map((column) => column.field.key);
  const height = heightName(state.height);
  const count = conditions.list.length;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('table.toolbar')}>
      <Button size="small" variant="quiet" icon="filter" pressed={filtering || count > 0} aria-expanded={filtering} onClick={onFiltering} title={`${t('table.filter')} F`}>
        {count > 0 ? t('table.filterCount', { count }) : t('table.filter')}
      </Button>
      <GroupButton form={form} state={state} />
      <SortButton form={form} state={state} />
      <ColumnsButton form={form} shown={columns} />
      <ColorsButton app={app} form={form} state={state} conditions={conditions} />
      <Button size="small" variant="quiet" icon="chart" pressed={charting} aria-expanded={charting} onClick={onCharting} className={styles.density}>
        {t('charts.count')}
      </Button>
      <Button size="small" variant="quiet" icon="density" pressed={height !== 'usual'} onClick={() => setUrl({ rows: heights[(heights.indexOf(height as 'usual') + 1) % heights.length] })} className={styles.density}>
        {t(`cells.heights.${height}`)}
      </Button>
      {form.may.export && <ExportButton form={form} query={query} columns={columns} />}
      <span className={styles.grow} />
      <SaveBar app={app} form={form} view={view} type="table" columns={state.cols === null ? [] : columns} query={query} sort={state.sort} settings={settings} />
      <SearchBox ref={searchBox} placeholder={total ? t('table.searchIn', { total: grouped(String(total)) }) : t('table.search', { form: form.title })} />
    </div>
  );
}

function GroupButton({ form, state }: { form: FormInfo; state: TableState }) {
  const { t } = useTranslation();
  const [, setUrl] = useUrlState();
  const fields = form.fields.filter(canGroup);
  const titleOf = (key: string | undefined) => form.fields.find((field) => field.key === key)?.title;
  const first = titleOf(state.group[0]);
  const put = (at: number, key: string | null) => setUrl({ group: listText(key ? state.group.toSpliced(at, 1, key) : state.group.toSpliced(at, 1)) });
  if (fields.length === 0) return null;
  return (
    <Popover
      label={t('cells.group')}
      trigger={(button) => (
        <Button size="small" variant="quiet" icon="group" pressed={state.group.length > 0} {...button}>
          {first ? t('cells.groupedBy', { field: first }) : t('cells.group')}
        </Button>
      )}
    >
      {() => (
        <div className={styles.pop}>
          {[...state.group, null].slice(0, mostGroups).map((key, at) => (
            <Select
              key={key ?? 'next'}
              label={t('cells.groupLevel', { level: at + 1 })}
              empty={at === 0 ? t('cells.noGroup') : t('cells.noFurther')}
              value={key}
              options={fields.filter((field) => field.key === key || !state.group.includes(field.key)).map((field) => ({ value: field.key, label: field.title }))}
              onChange={(next) => put(at, next)}
            />
          ))}
        </div>
      )}
    </Popover>
  );
}

/** Several steps, each further one where the ones before are alike. */
function SortButton({ form, state }: { form: FormInfo; state: TableState }) {
  const { t } = useTranslation();
  const [, setUrl] = useUrlState();
  const options = [
    ...form.fields.filter((field) => field.sortable).map((field) => ({ value: field.key, label: field.title })),
    { value: 'created_at', label: t('records.createdAt') },
    { value: 'updated_at', label: t('records.updatedAt') },
  ];
  const steps = state.sort.map((step) => ({ key: step.replace(/^-/, ''), descending: step.startsWith('-') }));
  const put = (next: typeof steps) => setUrl({ sort: listText(next.map(({ key, descending }) => (descending ? `-${key}` : key))) });
  const name = options.find((option) => option.value === steps[0]?.key)?.label;
  return (
    <Popover
      label={t('table.sort')}
      trigger={(button) => (
        <Button size="small" variant="quiet" icon="sort" pressed={steps.length > 0} {...button}>
          {steps.length > 1 ? t('cells.sortCount', { count: steps.length }) : name ? t('table.sorted', { field: name }) : t('table.sort')}
        </Button>
      )}
    >
      {() => (
        <div className={styles.pop}>
          {[...steps, null].slice(0, mostSort).map((step, at) => (
            <div key={step?.key ?? 'next'} className={styles.sortStep}>
              <Select
                label={at === 0 ? t('table.sort') : t('cells.sortThen')}
                empty={at === 0 ? t('table.unsorted') : t('cells.sortThen')}
                value={step?.key ?? null}
                options={options.filter(({ value }) => value === step?.key || !steps.some(({ key }) => key === value))}
                onChange={(key) => put(key ? steps.toSpliced(at, 1, { key, descending: step?.descending ?? false }) : steps.toSpliced(at, 1))}
              />
              <Checkbox checked={step?.descending ?? false} disabled={!step} onChange={(descending) => step && put(steps.toSpliced(at, 1, { ...step, descending }))}>
                {t('table.descending')}
              </Checkbox>
            </div>
          ))}
        </div>
      )}
    </Popover>
  );
}

function ColumnsButton({ form, shown }: { form: FormInfo; shown: string[] }) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
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
              {t('views.saved.restore')}
            </Button>
          )}
        </div>
      )}
    </Popover>
  );
}
