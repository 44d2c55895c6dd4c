/** Bars: a table whose figures are drawn as lengths, so that eyes and screen readers get the same rows. */
import { grouped } from '../../lib/numbers';
import styles from './Bars.module.css';

export interface BarRow {
  key: string;
  label: string;
  value: number;
  /** Without it the row is plain text. */
  onOpen?: () => void;
}

interface Props {
  caption: string;
  /** Words over the two columns, for screen readers. */
  heads: [string, string];
  rows: BarRow[];
}

export function Bars({ caption, heads, rows }: Props) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return (
    <table className={styles.bars}>
      <caption className="visually-hidden">{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className={styles.label}>
              {row.onOpen ? (
                <button type="button" onClick={row.onOpen}>
                  {row.label}
                </button>
              ) : (
                row.label
              )}
            </th>
            <td className={styles.figure}>
              <svg className={styles.track} preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden="true">
                <rect width={(100 * row.value) / most} height="1" />
              </svg>
              <span className={styles.value}>{grouped(String(row.value))}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
