/** Chart: the view's records drawn. What one sets otherwise stands in the URL until it is kept; a press on a mark opens its records as a list. */
import { use, useMemo } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { Condition } from '../api/types';
import { useViews } from '../api/views';
import { useUrlState } from '../apps/urlState';
import { firstDrawing, type Drawing } from '../charts/parts/ChartChooser';
import { FormChart } from '../charts/parts/FormChart';
import { defineView, type ViewProps } from '../lib/defineView';
import styles from './chart/chart.module.css';
import { asSaved } from './parts/SaveBar';
import { useNarrowing } from './parts/useNarrowing';
import { OpenElsewhere, ViewFrame } from './parts/ViewFrame';

export default defineView({ key: 'chart', icon: 'chart', title: 'charts.chart', View: ChartView });

function ChartView({ app, form, view }: ViewProps) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const narrowing = useNarrowing(form, view);
  const views = useViews(app, form.key);
  // A page that is not the desk's has no list that conditions narrow.
  const elsewhere = use(OpenElsewhere);
  const text = url.get('drawing');
  const drawing = useMemo(() => readDrawing(text) ?? drawingOf(view), [text, view]);
  // A list that shows all, so that the conditions alone say what is in it.
  const list = views.data?.items.find((one) => one.type === 'table' && !one.filter);
  const open = (conditions: Condition[]) => setUrl({ ...asSaved, view: list?.key ?? 'table', filter: conditions.length > 0 ? JSON.stringify({ all: conditions }) : null }, true);
  return (
    <ViewFrame app={app} form={form} narrowing={narrowing} ids={[]} settings={() => ({ ...drawing })} foot={<span>{t('charts.openHint')}</span>}>
      <div className={styles.sheet}>
        <FormChart
          app={app}
          form={form}
          filter={narrowing.query.filter ?? null}
          search={narrowing.query.search ?? ''}
          title={view?.title}
          value={drawing}
          onChange={(next) => setUrl({ drawing: JSON.stringify(next) })}
          onOpen={elsewhere ? undefined : open}
        />
      </div>
    </ViewFrame>
  );
}

function drawingOf(view: ViewProps['view']): Drawing {
  const { chart, settings } = (view?.options ?? {}) as Partial<Drawing>;
  return chart ? { chart, settings: settings ?? {} } : firstDrawing;
}

/** Null for what is none. */
function readDrawing(text: string | null): Drawing | null {
  try {
    const found = JSON.parse(text ?? 'null') as Partial<Drawing> | null;
    return found && typeof found.chart === 'string' && typeof found.settings === 'object' && found.settings ? { chart: found.chart, settings: found.settings } : null;
  } catch {
    return null;
  }
}
