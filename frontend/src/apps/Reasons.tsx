/** Why this person: the rule that applied, the candidates with the parts of their scores, and who was left out. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision, ScorePart } from '../api/types';
import { listed } from '../lib/listed';
import { Avatar } from '../ui/Avatar/Avatar';
import { Button } from '../ui/Button/Button';
import { classes } from '../ui/classes';
import styles from './Reasons.module.css';

/** Candidates shown at first; the one chosen always is. */
const most = 7;
const colors = [1, 5, 6, 3, 2, 4];
const colorOf = (at: number) => `var(--lw-chart-${colors[at % colors.length]})`;
const inkOf = (at: number) => `var(--lw-on-chart-${colors[at % colors.length]})`;

/** "40.0" of a score; scores come as decimal text or as numbers. */
export function score(value: number | string | null): string {
  const number = Number(value);
  return value === null || value === '' || Number.isNaN(number) ? '—' : number.toFixed(1);
}

function weightText(weight: ScorePart['weight']): string {
  const number = Number(weight);
  if (Number.isNaN(number)) return String(weight);
  return `${Math.round(number <= 1 ? number * 100 : number)}%`;
}

/** Scores are in hundredths where the weights are fractions: 0.823 is shown as 82.3. */
function scaleOf(decision: Decision): number {
  const greatest = Math.max(0, ...decision.candidates.map((one) => Math.abs(Number(one.score))));
  return greatest > 0 && greatest <= 1 ? 100 : 1;
}

export function chosenNames(decision: Decision): string {
  return listed(decision.candidates.filter((one) => one.chosen).map((one) => one.person));
}

export function Reasons({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const chosen = chosenNames(decision);
  const scale = scaleOf(decision);
  const parts = decision.candidates.find((one) => one.parts.length > 0)?.parts ?? [];
  const [all, setAll] = useState(false);
  const ranked = decision.candidates.map((one, place) => ({ ...one, place: place + 1 }));
  const shown = all ? ranked : ranked.filter((one) => one.place <= most || one.chosen);
  return (
    <section aria-labelledby="why">
      <h2 id="why">{chosen ? t('reasons.why', { person: chosen }) : t('reasons.whyNobody')}</h2>
      {decision.rule && <p className={styles.rule}>{decision.rule}</p>}
      {parts.length > 0 && (
        <ul className={styles.legend}>
          {parts.map((part, at) => (
            <li key={part.key}>
              <i style={{ background: colorOf(at) }} />
              {part.title} {weightText(part.weight)}
            </li>
          ))}
        </ul>
      )}
      {decision.candidates.length > 0 && (
        <ol className={styles.candidates}>
          {shown.map((one) => (
            <li key={one.person} className={classes(styles.candidate, one.chosen && styles.chosen)}>
              <span className={styles.place}>{one.place}</span>
              <span className={styles.person}>
                <Avatar name={one.person} size={20} />
                {one.person}
                {one.chosen && <span className="visually-hidden"> {t('reasons.chosen')}</span>}
              </span>
              <ScoreBar parts={one.parts} scale={scale} />
              <b className={styles.total}>{score(Number(one.score) * scale)}</b>
            </li>
          ))}
        </ol>
      )}
      {shown.length < ranked.length && (
        <Button size="small" variant="quiet" onClick={() => setAll(true)}>
          {t('reasons.all', { count: ranked.length })}
        </Button>
      )}
      {decision.excluded.length > 0 && (
        <>
          <h3 className={styles.left}>{t('reasons.excluded', { count: decision.excluded.length })}</h3>
          <dl className={styles.excluded}>
            {decision.excluded.map((one) => (
              <div key={one.person}>
                <dt>{one.person}</dt>
                <dd>{one.reason}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

function ScoreBar({ parts, scale }: { parts: ScorePart[]; scale: number }) {
  return (
    <span className={styles.bar}>
      {parts.map((part, at) => {
        const points = Number(part.score) * scale;
        return points > 0 ? (
          <i key={part.key} style={{ width: `${Math.min(100, points)}%`, background: colorOf(at), color: inkOf(at) }} title={`${part.title} ${score(points)}`}>
            <span className="visually-hidden">{part.title} </span>
            {score(points)}
          </i>
        ) : null;
      })}
    </span>
  );
}

/** The short form for a drawer: the chosen one's parts as bars. */
export function ReasonsBrief({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const scale = scaleOf(decision);
  const place = decision.candidates.findIndex((one) => one.chosen);
  const chosen = decision.candidates[place];
  if (!chosen) return null;
  return (
    <section className={styles.brief}>
      <h3>{t('reasons.why', { person: chosen.person })}</h3>
      <p>{[decision.rule, t('reasons.place', { place: place + 1, count: decision.candidates.length, score: score(Number(chosen.score) * scale) })].filter(Boolean).join(' · ')}</p>
      <dl>
        {chosen.parts.map((part) => {
          const points = Number(part.score) * scale;
          const greatest = Number(part.weight) <= 1 ? Number(part.weight) * 100 : Number(part.weight);
          return (
            <div key={part.key}>
              <dt>
                {part.title} {weightText(part.weight)}
              </dt>
              <dd>
                <span className={styles.track} aria-hidden="true">
                  <i style={{ width: `${greatest > 0 ? Math.min(100, Math.max(0, (points / greatest) * 100)) : 0}%` }} />
                </span>
                <b>{score(points)}</b>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
