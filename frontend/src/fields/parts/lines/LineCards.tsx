/** Lines on a phone: a card for each, opened one at a time to be filled in. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../../../lib/defineField';
import { knownFields } from '../../../lib/knownFields';
import { Button } from '../../../ui/Button/Button';
import { FieldFrame, describedBy } from '../../../ui/FieldFrame/FieldFrame';
import { LineCell } from './LineCell';
import { columnSum, isWorkedOut, lineWorker, newLine, summed, type Line, type LineColumn, type LineSettings } from './model';
import styles from './lines.module.css';

export function LineCards({ id, value, onChange, settings, field, labels, parts, around, readOnly, app, form }: InputProps<Line[] | null, LineSettings>) {
  const { t } = useTranslation();
  const columns = settings.columns ?? [];
  const [open, setOpen] = useState<string | null>(null);
  const work = useMemo(() => lineWorker(settings.columns ?? [], around), [settings.columns, around]);
  const lines = value ?? [];
  const set = (next: Line[]) => onChange(next.length ? next : null);
  const add = () => {
    const line = work(newLine(columns));
    set([...lines, line]);
    setOpen(line.id);
  };
  const change = (line: Line, key: string, typed: unknown) => set(lines.map((one) => (one.id === line.id ? work({ ...one, [key]: typed }) : one)));
  return (
    <div id={id} className={styles.cards} tabIndex={-1}>
      {lines.map((line, place) => (
        <section key={line.id} className={styles.card} aria-label={t('lines.line', { number: place + 1 })}>
          <header className={styles.cardHead}>
            <button type="button" className={styles.cardTitle} aria-expanded={open === line.id} onClick={() => setOpen(open === line.id ? null : line.id)}>
              <span className={styles.cardNumber}>{place + 1}</span>
              <Summary line={line} columns={columns} labels={labels} field={field.key} />
              {partsOf(parts, place) && <span className={styles.wrong}>{t('lines.toMend')}</span>}
            </button>
            {!readOnly && <Button variant="quiet" icon="trash" label={t('lines.remove', { number: place + 1 })} onClick={() => set(lines.filter((one) => one.id !== line.id))} />}
          </header>
          {open === line.id &&
            columns.map((column) => (
              <CardField
                key={column.key}
                id={`${id}-${line.id}-${column.key}`}
                column={column}
                line={line}
                label={labels?.[`${field.key}/${line.id}/${column.key}`]}
                error={parts?.[`${place}/${column.key}`] ?? null}
                readOnly={readOnly}
                app={app}
                form={form}
                onType={(typed) => change(line, column.key, typed)}
              />
            ))}
        </section>
      ))}
      <div className={styles.foot}>
        <output className={styles.count}>
          {lines.length ? t('lines.count', { count: lines.length }) : t('lines.none')}
          {summed(columns).map((column) => (
            <span key={column.key} className={styles.footSum}>
              {column.title} <LineCell column={column} value={columnSum(lines, column.key)} />
            </span>
          ))}
        </output>
        {!readOnly && (
          <Button icon="plus" onClick={add} disabled={lines.length >= (settings.max_lines ?? Infinity)}>
            {t('lines.add')}
          </Button>
        )}
      </div>
    </div>
  );
}

const partsOf = (parts: Readonly<Record<string, string>> | undefined, place: number) => Object.keys(parts ?? {}).some((key) => key.startsWith(`${place}/`));

function Summary({ line, columns, labels, field }: { line: Line; columns: LineColumn[]; labels: InputProps<unknown, unknown>['labels']; field: string }) {
  const { t } = useTranslation();
  const told = columns.filter((column) => line[column.key] !== null && line[column.key] !== undefined && line[column.key] !== '').slice(0, 3);
  if (!told.length) return <span className={styles.summary}>{t('lines.blank')}</span>;
  return (
    <span className={styles.summary}>
      {told.map((column, place) => (
        <span key={column.key}>
          {place > 0 && ' · '}
          <LineCell column={column} value={line[column.key]} label={labels?.[`${field}/${line.id}/${column.key}`]} />
        </span>
      ))}
    </span>
  );
}

interface CardFieldProps {
  id: string;
  column: LineColumn;
  line: Line;
  label?: string | null;
  error: string | null;
  readOnly?: boolean;
  app: string;
  form: string;
  onType: (typed: unknown) => void;
}

function CardField({ id, column, line, label, error, readOnly, app, form, onType }: CardFieldProps) {
  const view = knownFields.get(column.type);
  const value = line[column.key] ?? null;
  if (!view || isWorkedOut(column) || readOnly || column.access !== 'write') {
    return (
      <FieldFrame id={id} label={column.title} error={error} group>
        <output id={id}>
          <LineCell column={column} value={value} label={label} app={app} />
        </output>
      </FieldFrame>
    );
  }
  const Input = view.PhoneInput ? view.PhoneInput : view.Input;
  return (
    <FieldFrame id={id} label={column.title} required={column.required} hint={column.hint} error={error} group={view.PhoneInput ? view.phoneGroup : view.group}>
      <Input
        id={id}
        field={column}
        settings={column.settings}
        app={app}
        form={form}
        label={column.title}
        value={value}
        valueLabel={label ?? undefined}
        required={column.required}
        invalid={error !== null}
        describedBy={describedBy(id, { hint: column.hint, error })}
        onChange={onType}
      />
    </FieldFrame>
  );
}
