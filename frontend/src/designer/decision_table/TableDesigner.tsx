/** Decision tables as a grid, filled, pasted into and ordered like a spreadsheet; below it which rows overlap and which cases no row covers. */
import { useMemo, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useKindSchema, useTableReview } from '../../api/drafts';
import { localized, type Localized } from '../../lib/localized';
import { Button } from '../../ui/Button/Button';
import { Grid, type GridColumn } from '../../ui/Grid/Grid';
import { at, type Cursor } from '../../ui/Grid/cursor';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { Verdict } from '../../ui/Verdict/Verdict';
import type { DesignerProps } from '../kinds';
import { EditOnly, useReadOnly } from '../readOnly';
import { fieldsOf, useAround, type Around } from '../settings/panel';
import { SchemaPanel } from '../settings/SchemaPanel';
import type { Schema } from '../settings/schema';
import { TryPane } from '../trying/TryPane';
import { FromFile } from './FromFile';
import { columnsOf, filled, inserted, moved, removed, rowsOf, withRows, written, type Column, type Part, type Row } from './table';
import frame from '../designer.module.css';
import styles from './decision_table.module.css';

/** Rows stand in the grid. */
const elsewhere = ['kind', 'key', 'rows'];
const widths = { when: 168, then: 120, own: 132 } as const;

interface Line {
  id: string;
  place: number;
  row: Row;
}

export function TableDesigner({ app, document, problems, version, onChange }: DesignerProps) {
  const { t } = useTranslation();
  const schema = useKindSchema('decision_table');
  return (
    <div className={frame.middle}>
      <div className={`${frame.sheet} ${styles.sheet}`}>
        {schema.isPending && <LoadingState />}
        {schema.isError && <ErrorState error={schema.error} onRetry={() => void schema.refetch()} />}
        {schema.data && (
          <details className={styles.about} open={rowsOf(document).length === 0}>
            <summary>{t('designer.table.about')}</summary>
            <SchemaPanel schema={schema.data as Schema} value={document} pointer="" without={elsewhere} onChange={onChange} />
          </details>
        )}
        <Rows document={document} onChange={onChange} />
        <Review app={app} document={document} />
        <TryPane within app={app} kind="decision_table" document={document} version={version} verdict={problems.length > 0 ? 'wrong' : 'good'} />
      </div>
    </div>
  );
}

function Rows({ document, onChange }: Pick<DesignerProps, 'document' | 'onChange'>) {
  const { t } = useTranslation();
  const readOnly = useReadOnly();
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [fromFile, setFromFile] = useState(false);
  // What was typed and cannot be kept as it is; the cell keeps what it had until it can.
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const words = useMemo(() => ({ empty: t('designer.table.empty'), yes: t('runs.yes'), no: t('runs.no') }), [t]);
  const around = useAround();
  const columns = useMemo(() => columnsOf(document, words, (part) => wordsOf(around, part)), [document, words, around]);
  const lines = useMemo(() => rowsOf(document).map((row, place): Line => ({ id: row.key, place, row })), [document]);
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const name = (line: Line, key: string) => `${line.id}/${key}`;
  const write = (line: Line, column: Column, text: string) => {
    const made = column.write(line.row, text);
    const next = new Map(typed);
    if (made && column.text(made) === text) next.delete(name(line, column.key));
    else next.set(name(line, column.key), text);
    setTyped(next);
    if (made) onChange(withRows(document, rowsOf(document).with(line.place, made)));
  };
  const readable = (line: Line, column: Column) => {
    const text = typed.get(name(line, column.key));
    return text === undefined || column.write(line.row, text) !== null;
  };
  /** Texts that could be read stand in the document as it writes them. */
  const settle = () => setTyped(new Map([...typed].filter(([key]) => lines.some((line) => columns.some((column) => name(line, column.key) === key && !readable(line, column))))));
  const spread = (range: Parameters<typeof filled>[0], text: (down: number, right: number) => string) => {
    const { document: made, unread } = written(document, columns, range, filled(range, text));
    setTyped(unread);
    onChange(made);
  };
  const titleOf = (column: Column) => (column.part ? localized(column.part.title) || column.part.key : t(`designer.table.${column.key}`));
  const drawn = columns.map((column): GridColumn<Line> => ({
    key: column.key,
    title: titleOf(column),
    width: widths[column.side],
    right: column.right,
    show: (line) => typed.get(name(line, column.key)) ?? (column.text(line.row) || (column.side === 'when' ? <span className={styles.any}>{t('designer.table.any')}</span> : '')),
    edit: (line, id) => <TextInput id={id} size="small" label={titleOf(column)} value={typed.get(name(line, column.key)) ?? column.text(line.row)} onChange={(text) => write(line, column, text)} />,
    text: (line) => column.text(line.row),
  }));
  const add = () => {
    onChange(inserted(document, lines.length));
    setCursor(at(lines.length, 0));
  };
  const take = (cells: string[][], replace: boolean) => {
    const base = replace ? withRows(document, []) : document;
    const top = rowsOf(base).length;
    const { document: made, unread } = written(base, columns, { top, left: 0, bottom: top, right: 0 }, cells);
    setTyped(unread);
    onChange(made);
  };
  if (columns.every(({ side }) => side === 'own')) return <EmptyState title={t('designer.table.noParts')}>{t('designer.table.noPartsHint')}</EmptyState>;
  return (
    <section>
      <Grid
        id="decision-rows"
        readOnly={readOnly}
        label={t('designer.table.rows')}
        rows={lines}
        columns={drawn}
        cursor={cursor}
        onCursor={(next) => {
          if (next?.row !== cursor?.row || next?.column !== cursor?.column) settle();
          setCursor(next);
        }}
        onLeave={settle}
        words={{ number: t('designer.table.number'), total: '', row: (number) => t('designer.table.row', { number }) }}
        fault={(line, key) => {
          const column = byKey.get(key);
          if (column && !readable(line, column)) return t(`designer.table.cannot.${column.side === 'when' ? 'when' : 'value'}`, { type: t(`designer.table.types.${column.part?.type ?? (key === 'priority' ? 'integer' : 'date')}`) });
          return around.wrong(`/rows/${line.place}/${key}`);
        }}
        acts={{
          clear: (range) => spread(range, () => ''),
          fillDown: (range) => spread(range, (_, right) => columns[range.left + right]?.text(rowsOf(document)[range.top] as Row) ?? ''),
          insert: (place) => onChange(inserted(document, place)),
          remove: (range) => onChange(removed(document, range)),
          shift: (range, by) => {
            if ((by < 0 && range.top === 0) || (by > 0 && range.bottom === lines.length - 1)) return false;
            onChange(moved(document, range, by < 0 ? range.top - 1 : range.bottom + 2));
            return true;
          },
          undo: around.undo,
          restore: (before, key) => {
            const column = byKey.get(key);
            const line = lines.find((one) => one.id === before.id);
            if (column && line) write(line, column, column.text(before.row));
          },
          paste: (range, cells) => {
            const { document: made, unread } = written(document, columns, range, cells);
            setTyped(unread);
            onChange(made);
          },
          move: (range, to) => onChange(moved(document, range, to)),
        }}
      />
      <EditOnly>
        <footer className={styles.foot}>
          <Button icon="plus" size="small" onClick={add}>
            {t('designer.table.add')}
          </Button>
          <Button icon="upload" size="small" onClick={() => setFromFile(true)}>
            {t('designer.table.fromFile')}
          </Button>
          <span className={frame.hint}>{t('designer.table.hint')}</span>
        </footer>
      </EditOnly>
      {fromFile && <FromFile columns={columns} titleOf={titleOf} there={lines.length} onTake={take} onClose={() => setFromFile(false)} />}
    </section>
  );
}

/** What the options of a field are called; of a field that has none nothing is. */
function wordsOf(around: Around, { words_of: of }: Part): ReadonlyMap<string, string> | undefined {
  const field = of && fieldsOf(around, of.form).find((one) => one.key === of.field);
  const shared = around.contents.find((one) => one.kind === 'options' && one.key === field?.settings?.options_from)?.document;
  const options = (shared?.options ?? field?.settings?.options ?? field?.settings?.stages) as { key: string; title?: Localized }[] | undefined;
  return options && new Map(options.map((one) => [one.key, localized(one.title) || one.key]));
}

function Review({ app, document }: Pick<DesignerProps, 'app' | 'document'>) {
  const { t } = useTranslation();
  const found = useTableReview(app, document).data;
  if (!found || found.errors.length > 0 || rowsOf(document).length === 0) return null;
  const place = new Map(rowsOf(document).map(({ key }, index) => [key, index + 1]));
  return (
    <section className={styles.review} aria-label={t('designer.table.review')}>
      {found.overlaps.length === 0 && <Verdict kind="good">{t('designer.table.noOverlaps')}</Verdict>}
      {found.overlaps.length > 0 && (
        <Verdict kind="warning">
          {t('designer.table.overlaps')} {found.overlaps.map(([one, other]) => t('designer.table.pair', { one: place.get(String(one)), other: place.get(String(other)) })).join(t('designer.table.and'))}
        </Verdict>
      )}
      {found.gaps.length === 0 && <Verdict kind="good">{t(document.otherwise === undefined ? 'designer.table.noGaps' : 'designer.table.otherwise')}</Verdict>}
      {found.gaps.length > 0 && (
        <details>
          <summary>{t('designer.table.gaps', { count: found.gaps.length })}</summary>
          <ul>
            {found.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
