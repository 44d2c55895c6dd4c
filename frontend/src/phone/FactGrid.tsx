/** The facts a decision rests on, each with its verdict in shape and words. */
import type { Fact } from '../api/types';
import { Verdict } from '../ui/Verdict/Verdict';
import styles from './TaskPage.module.css';

export function FactGrid({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts} data-count={facts.length}>
      {facts.map((fact) => (
        <div key={fact.title}>
          <dt>{fact.title}</dt>
          <dd>{fact.verdict ? <Verdict kind={fact.verdict}>{fact.text}</Verdict> : fact.text}</dd>
        </div>
      ))}
    </dl>
  );
}
