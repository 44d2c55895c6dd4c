/** What ended each hour of the last day, as small bars that open what ended in it; a reader hears them as a list. */
import styles from './Running.module.css';

interface Props {
  hours: { hour: string; count: number }[];
  label: string;
  clock: (hour: string) => string;
  onOpen: (hour: string) => void;
}

export function Ended({ hours, label, clock, onOpen }: Props) {
  const highest = Math.max(1, ...hours.map(({ count }) => count));
  return (
    <section className={styles.part}>
      <h2>{label}</h2>
      <ol className={styles.bars} aria-label={label}>
        {hours.map(({ hour, count }, place) => (
          <li key={hour} title={`${clock(hour)} · ${count}`}>
            {count > 0 ? (
              <button type="button" className={styles.bar} style={{ height: `${(count / highest) * 100}%` }} aria-label={`${clock(hour)} ${count}`} onClick={() => onOpen(hour)} />
            ) : (
              <span className={styles.hidden}>{`${clock(hour)} 0`}</span>
            )}
            {place % 6 === 0 && (
              <span className={styles.tick} aria-hidden="true">
                {clock(hour)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
