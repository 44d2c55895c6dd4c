/** The filter as a sentence; it pushes the rows down and never covers them. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { Condition, FieldInfo, FormInfo } from '../../api/types';
import { fieldView } from '../../lib/fields';
import { Button } from '../../ui/Button/Button';
import { ListInput } from '../../ui/ListInput/ListInput';
import { Select } from '../../ui/Select/Select';
import { TextInput } from '../../ui/TextInput/TextInput';
import { complete, firstOperator, takesMany, takesNothing, takesTwo, type Conditions } from './filter';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  conditions: Conditions;
  onChange: (conditions: Conditions) => void;
}

interface Line extends Condition {
  id: number;
}

let made = 0;
const numbered = (condition: Condition): Line => ({ ...condition, id: (made += 1) });

export function FilterPanel({ app, form, conditions, onChange }: Props) {
  const { t } = useTranslation();
  const fields = form.fields.filter((field) => field.filters.length > 0);
  const fresh = (): Line[] => (fields[0] ? [numbered({ field: fields[0].key, operator: firstOperator(fields[0]), value: null })] : []);
  const [join, setJoin] = useState(conditions.join);
  const [lines, setLines] = useState<Line[]>(() => (conditions.list.length ? conditions.list.map(numbered) : fresh()));
  const apply = (next: Line[], by = join) => {
    setLines(next);
    setJoin(by);
    onChange({ join: by, list: next.filter(complete).map(({ field, operator, value }) => ({ field, operator, ...(takesNothing(operator) ? {} : { value }) })) });
  };
  const put = (at: number, line: Line) => apply(lines.map((one, place) => (place === at ? line : one)));
  return (
    <section className={styles.filters} aria-label={t('table.filter')}>
      <div className={styles.sentence}>
        <span className={styles.word} />
        {t('table.meets')}
        <span className={styles.join}>
          <Select
            size="small"
            label={t('table.join')}
            value={join}
            onChange={(next) => apply(lines, next === 'any' ? 'any' : 'all')}
            options={[
              { value: 'all', label: t('table.all') },
              { value: 'any', label: t('table.any') },
            ]}
          />
        </span>
        {t('table.ofConditions', { form: form.title })}
      </div>
      {lines.map((line, at) => (
        <div key={line.id} className={styles.sentence}>
          <span className={styles.word}>{at === 0 ? t('table.when') : t(join === 'any' ? 'table.or' : 'table.and')}</span>
          <ConditionLine app={app} form={form.key} fields={fields} line={line} onChange={(next) => put(at, next)} />
          <Button size="small" variant="quiet" icon="close" label={t('table.dropCondition')} onClick={() => apply(lines.filter((one) => one.id !== line.id))} />
        </div>
      ))}
      <div className={styles.sentence}>
        <span className={styles.word} />
        <Button size="small" variant="quiet" icon="plus" onClick={() => setLines([...lines, ...fresh()])}>
          {t('table.addCondition')}
        </Button>
        <span className={styles.grow} />
        {conditions.list.length > 0 && (
          <Button size="small" variant="quiet" onClick={() => apply([])}>
            {t('table.clearFilter')}
          </Button>
        )}
      </div>
    </section>
  );
}

interface LineProps {
  app: string;
  form: string;
  fields: FieldInfo[];
  line: Line;
  onChange: (line: Line) => void;
}

function ConditionLine({ app, form, fields, line, onChange }: LineProps) {
  const { t } = useTranslation();
  const field = fields.find((one) => one.key === line.field);
  if (!field) return null;
  const chooseField = (key: string | null) => {
    const next = fields.find((one) => one.key === key);
    if (next) onChange({ ...line, field: next.key, operator: firstOperator(next), value: null });
  };
  const chooseOperator = (operator: string | null) => {
    if (!operator) return;
    const sameShape = takesMany(operator) === takesMany(line.operator) && takesTwo(operator) === takesTwo(line.operator);
    onChange({ ...line, operator, value: sameShape ? line.value : null });
  };
  return (
    <>
      <span className={styles.field}>
        <Select size="small" label={t('table.field')} value={field.key} onChange={chooseField} options={fields.map((one) => ({ value: one.key, label: one.title }))} />
      </span>
      <span className={styles.operator}>
        <Select size="small" label={t('table.operator')} value={line.operator} onChange={chooseOperator} options={field.filters.map((key) => ({ value: key, label: t(`operators.${key}`, { defaultValue: key }) }))} />
      </span>
      {!takesNothing(line.operator) && (
        <span className={styles.operand}>
          <Operand app={app} form={form} field={field} line={line} onChange={(value) => onChange({ ...line, value })} />
        </span>
      )}
    </>
  );
}

function Operand({ app, form, field, line, onChange }: { app: string; form: string; field: FieldInfo; line: Line; onChange: (value: unknown) => void }) {
  const { t } = useTranslation();
  const label = t('table.valueOf', { field: field.title });
  const Filter = fieldView(field.type)?.Filter;
  if (takesTwo(line.operator)) {
    const ends = Array.isArray(line.value) ? (line.value as unknown[]) : [null, null];
    const end = (at: number) => ({ app, form, field, operator: 'at_least', label: `${label} ${at + 1}`, value: ends[at] ?? null, onChange: (value: unknown) => onChange(at === 0 ? [value, ends[1] ?? null] : [ends[0] ?? null, value]) });
    return (
      <span className={styles.ends}>
        {Filter ? <Filter {...end(0)} /> : <PlainOperand {...end(0)} />}
        <span>{t('table.to')}</span>
        {Filter ? <Filter {...end(1)} /> : <PlainOperand {...end(1)} />}
      </span>
    );
  }
  const props = { app, form, field, operator: line.operator, label, value: line.value ?? null, onChange };
  return Filter ? <Filter {...props} /> : <PlainOperand {...props} />;
}

/** Text, also for several values separated by commas. */
function PlainOperand({ operator, label, value, onChange }: { operator: string; label: string; value: unknown; onChange: (value: unknown) => void }) {
  if (takesMany(operator)) return <ListInput size="small" label={label} value={Array.isArray(value) ? (value as string[]) : []} onChange={onChange} />;
  return <TextInput size="small" label={label} value={(value as string | null) ?? ''} onChange={onChange} />;
}
