/** Lines on a phone: a card for each, one opened at a time to be filled in, and on to the next. */
import { useMemo, useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import type { InputProps } from '../../../lib/defineField';
import { Button } from '../../../ui/Button/Button';
import { Card } from './Card';
import { CardField } from './CardField';
import { LineCell } from './LineCell';
import { newLine, newLineId, summed, type Line, type LineSettings } from './model';
import { columnSum, lineWorker } from './working';
import styles from './lines.module.css';

export function LineCards({ id, value, onChange, settings, field, labels, parts, around, readOnly, app, form }: InputProps<Line[] | null, LineSettings>) {
  const { t } = useTranslation();
  const columns = settings.columns ?? [];
  const [open, setOpen] = useState<string | null>(null);
  const [gone, setGone] = useState<{ line: Line; place: number } | null>(null);
  const [chosen, setChosen] = useState<Readonly<Record<string, string | null>>>({});
  const work = useMemo(() => lineWorker(settings.columns ?? [], around), [settings.columns, around]);
  const lines = value ?? [];
  const full = lines.length >= (settings.max_lines ?? Infinity);
  const set = (next: Line[]) => onChange(next.length ? next : null);
  const put = (line: Line, place: number) => {
    set([...lines.slice(0, place), line, ...lines.slice(place)]);
    setOpen(line.id);
  };
  const add = () => put(work(newLine(columns)), lines.length);
  const change = (line: Line, key: string, typed: unknown) => set(lines.map((one) => (one.id === line.id ? work({ ...one, [key]: typed }) : one)));
  const remove = (line: Line, place: number) => {
    set(lines.filter((one) => one.id !== line.id));
    setGone({ line, place });
    setOpen(null);
  };
  const labelOf = (line: Line, key: string) => chosen[`${line.id}/${key}`] ?? labels?.[`${field.key}/${line.id}/${key}`];
  return (
    <div id={id} className={styles.cards} tabIndex={-1}>
      {lines.map((line, place) => {
        const next = lines[place + 1];
        return (
          <Card
            key={line.id}
            number={place + 1}
            columns={columns}
            values={line}
            labelOf={(key) => labelOf(line, key)}
            wrong={Object.keys(parts ?? {}).some((key) => key.startsWith(`${place}/`))}
            open={open === line.id}
            onToggle={() => setOpen(open === line.id ? null : line.id)}
            acts={
              !readOnly && (
                <>
                  <Button variant="quiet" icon="trash" onClick={() => remove(line, place)} label={t('lines.remove', { number: place + 1 })} />
                  <Button variant="quiet" icon="copy" disabled={full} onClick={() => put({ ...line, id: newLineId() }, place + 1)} label={t('lines.copy')} />
                  <span className={styles.grows} />
                  <Button onClick={() => setOpen(null)}>{t('lines.done')}</Button>
                  <Button variant="solid" disabled={!next && full} onClick={() => (next ? setOpen(next.id) : add())}>
                    {t(next ? 'lines.next' : 'lines.another')}
                  </Button>
                </>
              )
            }
          >
            {columns.map((column) => (
              <CardField
                key={column.key}
                id={`${id}-${line.id}-${column.key}`}
                column={column}
                value={line[column.key]}
                label={labelOf(line, column.key)}
                error={parts?.[`${place}/${column.key}`] ?? null}
                readOnly={readOnly}
                app={app}
                form={form}
                onType={(typed) => change(line, column.key, typed)}
                onLabel={(words) => setChosen((now) => ({ ...now, [`${line.id}/${column.key}`]: words }))}
              />
            ))}
          </Card>
        );
      })}
      <div className={styles.foot}>
        <output className={styles.count}>
          {lines.length ? t('lines.count', { count: lines.length }) : t('lines.none')}
          {summed(columns).map((column) => (
            <span key={column.key} className={styles.footSum}>
              {column.title} <LineCell column={column} value={columnSum(lines, column.key)} />
            </span>
          ))}
        </output>
        {gone && (
          <span className={styles.note}>
            {t('lines.removed', { number: gone.place + 1 })}
            <Button
              size="small"
              onClick={() => {
                set([...lines.slice(0, gone.place), gone.line, ...lines.slice(gone.place)]);
                setGone(null);
              }}
            >
              {t('lines.related.undo')}
            </Button>
          </span>
        )}
        {!readOnly && (
          <Button icon="plus" onClick={add} disabled={full}>
            {t('lines.add')}
          </Button>
        )}
      </div>
    </div>
  );
}
