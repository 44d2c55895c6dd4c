/** Figures that are here: title, period and freshness, the drawing or the same as a table, and taking them along. */
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { useChartFile, type ChartFigures, type ChartSettings, type FigureCell } from '../../api/charts';
import { useNow } from '../../api/session';
import { chartLoader } from '../../lib/charts';
import type { ChartProps, ChartView } from '../../lib/defineChart';
import { download } from '../../lib/download';
import { Problem } from '../../lib/problems';
import { shortMoment } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { Menu } from '../../ui/Menu/Menu';
import { Skeleton } from '../../ui/States/States';
import { classes } from '../../ui/classes';
import { lazyPart } from '../../ui/lazyPart';
import { CellRecords } from './CellRecords';
import { conditionsOf } from './drills';
import { DrillRecords } from './DrillRecords';
import { FiguresTable } from './FiguresTable';
import { savePicture } from './picture';
import { spanText } from './words';
import styles from './parts.module.css';

interface Props {
  app: string;
  chart: string;
  figures: ChartFigures;
  /** With these the server makes a spreadsheet of them; without, there is none. */
  settings?: ChartSettings;
  title?: string;
  onOpen?: (cell: FigureCell) => void;
  tools?: ReactNode;
  busy?: boolean;
  /** The page around it says how fresh its figures are. */
  dated?: boolean;
}

export function ChartSheet({ app, chart, figures, settings, title, onOpen, tools, busy, dated = false }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const navigate = useNavigate();
  const sheet = useRef<HTMLElement>(null);
  const [asTable, setAsTable] = useState(false);
  const [opened, setOpened] = useState<FigureCell | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const file = useChartFile(app, chart);
  const drawing = drawingOf(chart);
  // What is worked out from the first measure (shares, losses) does not name the chart.
  const named = figures.measures.filter((one, at) => at === 0 || one.metric !== null);
  const name = title ?? named.map((one) => one.title).join(t('charts.comma'));
  const span = spanText(figures, t);
  const unit = figures.measures.length === 1 ? figures.measures[0]?.unit : null;
  const empty = figures.cells.every((cell) => cell.value === null || cell.records === 0);
  const Drawn = asTable || !drawing ? FiguresTable : drawing.Part;
  const take = (act: Promise<unknown>) => {
    setProblem(null);
    act.catch((error: unknown) => setProblem(error instanceof Problem ? error.message : t('charts.notTaken')));
  };
  const picture = () => sheet.current && take(savePicture(sheet.current, [name, span].filter(Boolean).join(' ')));
  const workbook = () => settings && take(file.mutateAsync({ settings, title: name }).then((blob) => download(blob, `${name}.xlsx`)));
  const open = (cell: FigureCell) => {
    const plain = cell.drill?.form && conditionsOf(cell.drill);
    if (plain && cell.drill?.form) void navigate(`/apps/${figures.app}/${cell.drill.form}?filter=${encodeURIComponent(JSON.stringify(cell.drill.filter))}`);
    else setOpened(cell);
  };
  return (
    <section ref={sheet} className={styles.frame} aria-label={name} aria-busy={busy}>
      <header className={styles.head}>
        <h2>
          {name} <small>{[span, unit].filter(Boolean).join(t('charts.comma'))}</small>
        </h2>
        {!dated && <span className={styles.fresh}>{t('metrics.asOf', { moment: shortMoment(figures.as_of, now) })}</span>}
        <span className={classes(styles.tools, dated && styles.alone)} data-no-picture="">
          {tools}
          {drawing && !empty && <Button size="small" variant="quiet" icon={asTable ? 'chart' : 'table'} label={t('charts.asTable')} pressed={asTable} onClick={() => setAsTable((was) => !was)} />}
          {!empty && (
            <Menu
              label={t('charts.take')}
              align="end"
              items={[
                { key: 'picture', title: t('charts.picture'), icon: 'download', onChoose: picture },
                ...(settings ? [{ key: 'workbook', title: t('charts.workbook'), icon: 'table' as const, onChoose: workbook }] : []),
              ]}
              trigger={(props) => <Button size="small" variant="quiet" icon="download" label={t('charts.take')} busy={file.isPending} {...props} />}
            />
          )}
        </span>
      </header>
      {problem && <p className={styles.problem} role="alert" data-no-picture="">{problem}</p>}
      {empty ? <p className={styles.state}>{t('charts.none')}</p> : <Drawn figures={figures} title={name} onOpen={onOpen ?? open} />}
      {opened?.drill?.form && <DrillRecords app={figures.app} form={opened.drill.form} drill={opened.drill} onClose={() => setOpened(null)} />}
      {opened?.drill?.metric && <CellRecords app={figures.app} metric={opened.drill.metric} drill={opened.drill} onClose={() => setOpened(null)} />}
    </section>
  );
}

interface Drawing {
  Part: (props: ChartProps) => ReactNode;
}

const drawings = new Map<string, Drawing | null>();

/** One lazy part for each chart, so that it keeps its state; null for a type this front does not know. */
function drawingOf(chart: string): Drawing | null {
  const known = drawings.get(chart);
  if (known !== undefined) return known;
  const load = chartLoader(chart);
  const made = load && { Part: lazyPart(() => load().then((view: ChartView) => view.Chart), { waiting: <Skeleton rows={4} /> }) as Drawing['Part'] };
  drawings.set(chart, made);
  return made;
}
