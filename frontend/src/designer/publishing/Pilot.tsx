/** For whom the drafts hold before everybody: a pilot in some departments is begun, brought up to date and ended. */
import { useState } from 'react';
import { usePilot, useStartPilot, useStopPilot } from '../../api/pilots';
import { useTranslation } from '../../i18n/useTranslation';
import { NamedPicker } from '../../fields/parts/NamedPicker';
import { listed } from '../../lib/listed';
import { momentText } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Banner } from '../../ui/States/States';
import styles from '../designer.module.css';

interface Props {
  app: string;
  /** The drafts one sees. */
  seen: { kind: string; key: string; version: number }[];
  /** Whether something is wrong with them, or not known yet. */
  blocked: boolean;
}

interface Department {
  id: string;
  name: string;
}

export function Pilot({ app, seen, blocked }: Props) {
  const { t } = useTranslation();
  const pilot = usePilot(app).data;
  const start = useStartPilot(app);
  const stop = useStopPilot(app);
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<Department[]>([]);
  const begin = (departments: readonly Department[]) => start.mutate({ drafts: seen, departments: departments.map((one) => one.id) }, { onSuccess: () => setChoosing(false) });
  const failed = start.error ?? stop.error;
  if (pilot === undefined || (pilot === null && seen.length === 0)) return null;
  const may = seen.length > 0 && !blocked;
  return (
    <section aria-label={t('designer.pilot.title')}>
      <h3>{t('designer.pilot.title')}</h3>
      {failed && <Banner tone="bad" title={failed.message} />}
      {pilot && (
        <>
          <p role="status">{t('designer.pilot.running', { departments: listed(pilot.departments.map((one) => one.name)), name: pilot.began_by, at: momentText(pilot.began_at) })}</p>
          {pilot.behind > 0 && <p className={styles.hint}>{t('designer.pilot.behind', { count: pilot.behind })}</p>}
        </>
      )}
      {choosing && (
        <FieldFrame id="pilot-departments" label={t('designer.pilot.departments')} hint={t('designer.pilot.about')} group>
          <NamedPicker
            id="pilot-departments"
            kind="departments"
            label={t('designer.pilot.departments')}
            value={null}
            onChange={(id, name) => id && setChosen((was) => [...was.filter((one) => one.id !== id), { id, name: name ?? id }])}
          />
          <ul className={styles.chips}>
            {chosen.map((one) => (
              <li key={one.id}>
                {one.name}
                <Button size="small" variant="quiet" icon="close" label={t('designer.pilot.without', { name: one.name })} onClick={() => setChosen(chosen.filter((other) => other !== one))} />
              </li>
            ))}
          </ul>
        </FieldFrame>
      )}
      <p className={styles.impact}>
        {choosing && (
          <>
            <Button size="small" icon="users" busy={start.isPending} disabled={!may || chosen.length === 0} onClick={() => begin(chosen)}>
              {t('designer.pilot.begin')}
            </Button>
            <Button size="small" variant="quiet" onClick={() => setChoosing(false)}>
              {t('common.cancel')}
            </Button>
          </>
        )}
        {!choosing && pilot && pilot.behind > 0 && (
          <Button size="small" icon="redo" busy={start.isPending} disabled={!may} onClick={() => begin(pilot.departments)}>
            {t('designer.pilot.update')}
          </Button>
        )}
        {!choosing && (
          <Button
            size="small"
            icon="users"
            disabled={!may}
            onClick={() => {
              setChosen(pilot?.departments ?? []);
              setChoosing(true);
            }}
          >
            {t(pilot ? 'designer.pilot.others' : 'designer.pilot.open')}
          </Button>
        )}
        {!choosing && pilot && (
          <Button size="small" icon="close" busy={stop.isPending} onClick={() => stop.mutate()}>
            {t('designer.pilot.end')}
          </Button>
        )}
      </p>
    </section>
  );
}
