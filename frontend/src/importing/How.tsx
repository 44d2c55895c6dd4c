/** How the rows go in: as new records or onto those that are there, all or some, with workflows or without. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { FormInfo, ImportInfo, ImportWish } from '../api/types';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { Select } from '../ui/Select/Select';
import { TextInput } from '../ui/TextInput/TextInput';
import { FilterPanel } from '../views/table/FilterPanel';
import type { Conditions } from '../views/table/filter';
import { askable, conditionsOf, treeOf } from './condition';
import { daysOf, since } from './recent';
import { targetsOf } from './targets';
import styles from './ImportPage.module.css';

/** Stands for no field in the list of those that tell records apart. */
const byBlanks = '-';

type Options = NonNullable<ImportWish['options']>;

export function How({ form, job, onChange }: { form: FormInfo; job: ImportInfo; onChange: (options: Options) => void }) {
  const { t } = useTranslation();
  const { options, keys, moment_field: moment } = job;
  const [days, setDays] = useState(() => String(daysOf(options.where) ?? 1));
  const [choosing, setChoosing] = useState(false);
  const titleOf = (key: string) => form.fields.find((field) => field.key === key)?.title ?? key;
  const updates = options.mode !== 'create';
  const matched = keys.filter((key) => job.columns.some((column) => column.field === key));
  const heads = [...new Set(job.columns.flatMap(targetsOf).flatMap(({ field }) => (field && !field.includes('.') ? [field] : [])))];
  const setMode = (mode: string | null) => onChange({ mode: mode as Options['mode'], key: mode === 'create' ? null : (options.key ?? matched[0] ?? null) });
  const recent = options.workflows === 'where' && moment !== null && daysOf(options.where) !== null && !choosing;
  const chosen = choosing || (options.workflows === 'where' && !recent) ? 'condition' : recent ? 'recent' : options.workflows;
  const conditions = conditionsOf(options.where);
  const setWorkflows = (workflows: string | null) => {
    setChoosing(workflows === 'condition');
    if (workflows === 'recent' && moment) onChange({ workflows: 'where', where: since(moment, Number(days) || 1) });
    else if (workflows === 'no' || workflows === 'yes') onChange({ workflows, where: null });
    else onChange({ workflows: 'no', where: null });
  };
  const setConditions = (next: Conditions) => {
    const where = treeOf(next);
    onChange({ workflows: where ? 'where' : 'no', where });
  };
  const asking = { ...form, fields: form.fields.map((field) => ({ ...field, filters: askable(field.filters) })) };
  return (
    <section>
      <h3>{t('import.how')}</h3>
      <div className={styles.how}>
        {matched.length > 0 && (
          <label className={styles.pick}>
            {t('import.mode')}
            <Select
              label={t('import.mode')}
              value={options.mode}
              onChange={setMode}
              options={(['create', 'update', 'upsert'] as const).map((mode) => ({ value: mode, label: t(`import.modes.${mode}`) }))}
            />
          </label>
        )}
        {updates && (
          <label className={styles.pick}>
            {t('import.key')}
            <Select label={t('import.key')} value={options.key} onChange={(key) => onChange({ key })} options={matched.map((key) => ({ value: key, label: titleOf(key) }))} />
          </label>
        )}
        {job.group !== null && !updates && (
          <label className={styles.pick}>
            {t('import.group')}
            <Select
              label={t('import.group')}
              value={job.group || byBlanks}
              onChange={(group) => onChange({ group: group === byBlanks ? '' : group })}
              options={[...heads.map((field) => ({ value: field, label: t('import.groupBy', { field: titleOf(field) }) })), { value: byBlanks, label: t('import.groupByBlanks') }]}
            />
          </label>
        )}
        {job.group !== null && updates && (
          <label className={styles.pick}>
            {t('import.linesThere')}
            <Select
              label={t('import.linesThere')}
              value={options.lines}
              onChange={(lines) => onChange({ lines: lines as Options['lines'] })}
              options={(['replace', 'append'] as const).map((one) => ({ value: one, label: t(`import.lines.${one}`) }))}
            />
          </label>
        )}
        <label className={styles.pick}>
          {t('import.workflows')}
          <Select
            label={t('import.workflows')}
            value={chosen}
            onChange={setWorkflows}
            options={(['no', 'yes', ...(moment ? (['recent'] as const) : []), 'condition'] as const).map((one) => ({
              value: one,
              label: t(`import.workflow.${one}`, { field: moment ? titleOf(moment) : '' }),
            }))}
          />
        </label>
        {chosen === 'recent' && moment && (
          <label className={styles.pick}>
            {t('import.within')}
            <span className={styles.days}>
              <TextInput label={t('import.within')} inputMode="numeric" value={days} onChange={setDays} onBlur={() => Number(days) > 0 && onChange({ workflows: 'where', where: since(moment, Number(days)) })} />
            </span>
            {t('import.days')}
          </label>
        )}
      </div>
      {chosen === 'condition' && (conditions || options.where === null ? <FilterPanel app={form.app} form={asking} conditions={conditions ?? { join: 'all', list: [] }} onChange={setConditions} /> : <p className={styles.note}>{t('import.otherCondition')}</p>)}
      <p className={styles.note}>{t(chosen === 'condition' && options.where === null ? 'import.noCondition' : 'import.workflowsHint')}</p>
      {job.group !== null && <p className={styles.note}>{t('import.groupHint')}</p>}
      <Checkbox checked={options.all_or_nothing} onChange={(all_or_nothing) => onChange({ all_or_nothing })}>
        {t('import.allOrNothing')}
      </Checkbox>
    </section>
  );
}
