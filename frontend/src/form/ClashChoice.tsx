/** What two people said of one field, or of a cell of a line, side by side to choose from. */
import { useTranslation } from '../i18n/useTranslation';
import type { FieldInfo, RecordItem, Values } from '../api/types';
import { fieldView } from '../lib/fields';
import { FieldValue } from './FieldValue';
import { columnsOf } from './columns';
import { isEmpty, type Clash } from './merge';
import styles from './RecordForm.module.css';

/** Of a whole line only what it begins with is told. */
const mostCells = 4;

interface Props {
  clash: Clash;
  field: FieldInfo;
  app: string;
  /** Who saved first. */
  metBy: { name: string | null; labels: RecordItem['labels'] } | null;
  labels: RecordItem['labels'];
  onChoose: (value: unknown) => void;
}

export function ClashChoice({ clash, field, app, metBy, labels, onChoose }: Props) {
  const { t } = useTranslation();
  const sides = [
    { key: 'mine', title: t('form.conflict.mine'), value: clash.mine, labels },
    { key: 'theirs', title: metBy?.name ? t('form.conflict.theirs', { name: metBy.name }) : t('form.conflict.other'), value: clash.theirs, labels: metBy?.labels ?? labels },
  ];
  const column = columnsOf(field)?.find(({ key }) => key === clash.part?.column);
  const title = clash.part ? [field.title, t('lines.line', { number: clash.part.number }), column?.title].filter(Boolean).join(' · ') : field.title;
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.choiceTitle}>{title}</legend>
      <div className={styles.sides}>
        {sides.map((side) => (
          <button key={side.key} type="button" className={styles.side} onClick={() => onChoose(side.value)}>
            <span className={styles.sideTitle}>{side.title}</span>
            <span className={styles.sideValue}>
              <Side field={field} column={column} clash={clash} value={side.value} labels={side.labels} app={app} />
            </span>
            <span className={styles.take}>{t('form.conflict.take')}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** One side's value: of the field, of a cell in its lines, or a whole line in its words. */
function Side({ field, column, clash, value, labels, app }: { field: FieldInfo; column?: FieldInfo; clash: Clash; value: unknown; labels: RecordItem['labels']; app: string }) {
  const { t } = useTranslation();
  if (!clash.part) return <FieldValue field={field} app={app} value={value} label={labels[field.key]} labels={labels} />;
  const labelOf = (key: string) => labels[`${field.key}/${clash.part?.line}/${key}`];
  // Exact words: two amounts may differ in what a list leaves out.
  const words = (one: FieldInfo, cell: unknown) => fieldView(one.type)?.text?.(cell, one.settings, labelOf(one.key) ?? undefined) || (isEmpty(cell) ? '—' : String(cell));
  if (column) return <>{words(column, value)}</>;
  if (!value) return <>{t('form.conflict.deleted')}</>;
  const line = value as Values;
  const said = (columnsOf(field) ?? []).filter(({ key }) => !isEmpty(line[key])).slice(0, mostCells);
  return <>{said.map((one) => words(one, line[one.key])).join(' · ')}</>;
}
