/** Which place of a body goes into which field: picked from the body's tree, with the value each field would get. */
import { useDeferredValue, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useIntakePreview, type IntakeShown, type IntakeWritten } from '../api/intakes';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { Select } from '../ui/Select/Select';
import { Banner, ErrorState } from '../ui/States/States';
import { BodyText, parsed, written } from './BodyText';
import { Copied } from './Copied';
import { placesIn } from './paths';
import styles from './intakes.module.css';

export function Mapping({ app, intake }: { app: string; intake: IntakeShown }) {
  const { t } = useTranslation();
  const own = intake.map as Record<string, string>;
  const [text, setText] = useState(written(intake.latest ?? intake.sample));
  const [map, setMap] = useState(own);
  const body = useDeferredValue(parsed(text));
  const preview = useIntakePreview(app, intake.key, body, map);
  const places = placesIn(body);
  const changed = JSON.stringify(map) !== JSON.stringify(own);
  const titles = new Map(intake.fields.map((one) => [one.field, one.title]));
  const put = (field: string, path: string | null) => setMap((was) => (path ? { ...was, [field]: path } : Object.fromEntries(Object.entries(was).filter(([one]) => one !== field))));
  return (
    <div className={styles.mapping}>
      <section aria-labelledby="body-of">
        <h2 id="body-of" className={styles.heading}>
          {t(intake.latest === null ? 'intakes.fromSample' : 'intakes.fromLatest')}
        </h2>
        <BodyText id="mapped-body" label={t('intakes.pasted')} text={text} rows={18} onChange={setText} />
      </section>
      <section aria-labelledby="gets">
        <h2 id="gets" className={styles.heading}>
          {t('intakes.gets')}
        </h2>
        {preview.isError && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
        <ul className={styles.fields}>
          {preview.data?.fields.map((one) => (
            <Line key={one.field} written={one} places={places} onChange={(path) => put(one.field, path)} />
          ))}
        </ul>
        <div className={styles.addField}>
          <Select
            size="small"
            label={t('intakes.addField')}
            empty={t('intakes.addField')}
            value={null}
            onChange={(field) => field && put(field, places[0]?.path ?? field)}
            options={intake.fields.filter((one) => !preview.data?.fields.some((other) => other.field === one.field)).map((one) => ({ value: one.field, label: titles.get(one.field) ?? one.field }))}
          />
          {changed && (
            <Button size="small" icon="undo" onClick={() => setMap(own)}>
              {t('intakes.asBefore')}
            </Button>
          )}
        </div>
        {changed && (
          <Banner tone="info" icon="help" title={t('intakes.mapChanged')}>
            <Copied text={`"map": ${written(map)}`} label="map" lines />
          </Banner>
        )}
      </section>
    </div>
  );
}

function Line({ written: one, places, onChange }: { written: IntakeWritten; places: ReturnType<typeof placesIn>; onChange: (path: string | null) => void }) {
  const { t } = useTranslation();
  const known = one.path === null || places.some((place) => place.path === one.path);
  const options = [...(known || one.path === null ? [] : [{ value: one.path, label: one.path }]), ...places.map((place) => ({ value: place.path, label: place.shown ? `${place.path} = ${place.shown}` : place.path }))];
  return (
    <li>
      <b>{one.title}</b>
      {one.path === null ? (
        <span className={styles.note}>{t('intakes.fixed')}</span>
      ) : (
        <span translate="no"><Select size="small" label={t('intakes.pathOf', { field: one.title })} value={one.path} empty={t('intakes.noPath')} onChange={onChange} options={options} /></span>
      )}
      <span className={styles.got} data-wrong={one.problem !== null || undefined}>
        {one.problem !== null ? (
          <>
            <Icon name="warn" size={14} />
            {one.problem}
          </>
        ) : (
          (one.shown ?? t(one.found ? 'intakes.isEmpty' : 'intakes.notFound'))
        )}
      </span>
    </li>
  );
}
