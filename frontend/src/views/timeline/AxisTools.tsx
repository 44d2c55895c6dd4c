/** Walking along the time axis, and looking closer or further. */
import { useTranslation } from '../../i18n/useTranslation';
import { useNow } from '../../api/session';
import { useUrlState } from '../../apps/urlState';
import type { ViewInfo } from '../../api/views';
import { dayOf } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { Select } from '../../ui/Select/Select';
import { shifted, zooms, type Zoom } from './scale';
import styles from './ground.module.css';

/** The day looked at and how closely, from the address; else today, as the view says. */
export function useAxis(view: ViewInfo | null): { on: string; zoom: Zoom; today: string } {
  const [url] = useUrlState();
  const today = dayOf(useNow());
  const zoom = zooms.find((one) => one === (url.get('zoom') ?? view?.options.zoom)) ?? 'week';
  const on = url.get('on') ?? '';
  return { on: /^\d{4}-\d\d-\d\d$/.test(on) ? on : today, zoom, today };
}

export function AxisTools({ on, zoom }: { on: string; zoom: Zoom }) {
  const { t } = useTranslation();
  const [, setUrl] = useUrlState();
  return (
    <>
      <Button size="small" variant="quiet" icon="left" label={t('views.earlier')} onClick={() => setUrl({ on: shifted(zoom, on, -1) })} />
      <Button size="small" variant="quiet" onClick={() => setUrl({ on: null })}>
        {t('views.today')}
      </Button>
      <Button size="small" variant="quiet" icon="right" label={t('views.later')} onClick={() => setUrl({ on: shifted(zoom, on, 1) })} />
      <span className={styles.zoom}>
        <Select size="small" label={t('timeline.zoom')} value={zoom} onChange={(next) => setUrl({ zoom: next })} options={zooms.map((one) => ({ value: one, label: t(`timeline.by.${one}`) }))} />
      </span>
    </>
  );
}
