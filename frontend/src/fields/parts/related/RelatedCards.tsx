/** The records that refer to one, on a phone: a card for each, one opened at a time, saved by its button. */
import { useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { Button } from '../../../ui/Button/Button';
import { ErrorState, LoadingState, Skeleton } from '../../../ui/States/States';
import { Card } from '../lines/Card';
import { CardField } from '../lines/CardField';
import lines from '../lines/lines.module.css';
import { Note } from './Note';
import type { RelatedSettings, Row } from './rows';
import { useHold, type Hold } from './useHold';
import { useRelated } from './useRelated';

interface Props {
  id?: string;
  settings: RelatedSettings;
  app: string;
  record: string;
  onHold?: Hold;
}

export function RelatedCards({ id, settings, app, record, onHold }: Props) {
  const { t } = useTranslation();
  const related = useRelated(settings, app, record, false);
  useHold(related, onHold);
  const [open, setOpen] = useState<string | null>(null);
  const { rows, fields, may, place, saved, names, faults } = related;
  if (related.error) return <ErrorState error={related.error} onRetry={related.retry} />;
  if (!related.ready) {
    return (
      <LoadingState>
        <Skeleton rows={3} line={56} />
      </LoadingState>
    );
  }
  const labelOf = (row: Row, key: string) => names[`${row.id}/${key}`] ?? saved.find((one) => one.id === row.id)?.labels[key];
  const isOpen = (row: Row) => (row.revision === null ? may.create : may.change);
  const close = (row: Row) => {
    if (row.revision === null && !related.isUnsaved(row)) related.forget([row.id]);
    setOpen(null);
  };
  const save = async (row: Row) => {
    if (await related.save(row)) setOpen(null);
  };
  return (
    <div id={id} className={lines.cards} tabIndex={-1}>
      {rows.map((row, number) => (
        <Card
          key={row.id}
          number={number + 1}
          columns={fields}
          values={row}
          labelOf={(key) => labelOf(row, key)}
          wrong={fields.some(({ key }) => faults[`${row.id}/${key}`] !== undefined)}
          open={open === row.id}
          onToggle={() => (open === row.id ? close(row) : setOpen(row.id))}
          acts={
            isOpen(row) && (
              <>
                {(may.delete || row.revision === null) && <Button variant="quiet" icon="trash" label={t('lines.remove', { number: number + 1 })} onClick={() => void related.remove([row])} />}
                <span className={lines.grows} />
                <Button
                  onClick={() => {
                    related.forget([row.id]);
                    setOpen(null);
                  }}
                >
                  {t('common.cancel')}
                </Button>
                <Button variant="solid" busy={related.busy} disabled={!related.isUnsaved(row)} onClick={() => void save(row)}>
                  {t('lines.related.save')}
                </Button>
              </>
            )
          }
        >
          {fields.map((field) => (
            <CardField
              key={field.key}
              id={`${id ?? place.form}-${row.id}-${field.key}`}
              column={field}
              value={row[field.key]}
              label={labelOf(row, field.key)}
              error={faults[`${row.id}/${field.key}`] ?? null}
              readOnly={!isOpen(row)}
              app={place.app}
              form={place.form}
              onType={(typed) => related.type(row, field.key, typed)}
              onLabel={(words) => related.name(`${row.id}/${field.key}`, words)}
            />
          ))}
        </Card>
      ))}
      <div className={lines.foot}>
        <output className={lines.count}>{related.total > 0 ? t('lines.count', { count: related.total }) : t('lines.related.none')}</output>
        <Note related={related} />
        {related.onMore && (
          <Button variant="quiet" onClick={related.onMore}>
            {t('lines.related.more')}
          </Button>
        )}
        {may.create && (
          <Button icon="plus" onClick={() => setOpen(related.insert())}>
            {t('lines.add')}
          </Button>
        )}
      </div>
    </div>
  );
}
