/** Bars: a table whose figures are drawn as lengths, so that eyes and screen readers get the same rows. */
import { useTranslation } from '../../i18n/useTranslation';
import { JudgedMark, type VerdictKind } from '../Verdict/Verdict';
import { classes } from '../classes';
import styles from './Bars.module.css';

export interface BarRow {
  key: string;
  label: string;
  value: number;
  /** The value as people read it. */
  text: string;
  /** Stands for several values together, or for none. */
  muted?: boolean;
  verdict?: keyof typeof marks;
  /** What it is judged by, in words. */
  target?: string;
  /** Without it the row is plain text. */
  onOpen?: () => void;
}

interface Props {
  caption: string;
  /** Words over the two columns, for screen readers. */
  heads: [string, string];
  rows: BarRow[];
  /** Keys that walk over the rows that can be opened. */
  walk?: { around: object; mark: (row: number, column: number) => object };
}

const marks = { green: 'good', yellow: 'warning', red: 'bad', none: 'none' } satisfies Record<string, VerdictKind>;

export function Bars({ caption, heads, rows, walk }: Props) {
  const { t } = useTranslation();
  // From zero: negative ones go to its left.
  const low = Math.min(0, ...rows.map((row) => row.value));
  const reach = Math.max(0, ...rows.map((row) => row.value)) - low || 1;
  const first = rows.findIndex((row) => row.onOpen);
  return (
    <table className={styles.bars} {...walk?.around}>
      <caption className="visually-hidden">{caption}</caption>
      <colgroup>
        <col className={styles.names} />
        <col />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row.key}>
            <th scope="row" className={styles.label} title={row.label}>
              {row.onOpen ? (
                <button type="button" onClick={row.onOpen} {...walk?.mark(at - first, 0)}>
                  {row.label}
                </button>
              ) : (
                row.label
              )}
            </th>
            <td className={styles.figure}>
              <svg className={classes(styles.track, row.muted && styles.muted)} preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden="true">
                <rect x={(100 * (Math.min(0, row.value) - low)) / reach} width={(100 * Math.abs(row.value)) / reach} height="1" />
              </svg>
              <span className={styles.value}>
                {row.text}
                {row.verdict && row.verdict !== 'none' && (
                  <JudgedMark kind={marks[row.verdict]} words={[t(`metrics.verdicts.${row.verdict}`), row.target].filter(Boolean).join(t('metrics.comma'))} />
                )}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
