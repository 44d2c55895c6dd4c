/** The facts a decision rests on, each with its verdict in shape and words. */
import type { Fact } from '../api/types';
import { FactValue } from '../form/FactValue';
import { Verdict } from '../ui/Verdict/Verdict';
import styles from './TaskPage.module.css';

export function FactGrid({ facts, app }: { facts: Fact[]; app: string }) {
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts} data-count={facts.length}>
      {facts.map((fact) => (
        <div key={fact.title}>
          <dt>{fact.title}</dt>
          <dd>{fact.verdict ? <Verdict kind={fact.verdict}><FactValue fact={fact} app={app} /></Verdict> : <FactValue fact={fact} app={app} />}</dd>
        </div>
      ))}
    </dl>
  );
}
