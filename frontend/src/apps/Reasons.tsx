/** Why this person: the rule that applied, the candidates with the parts of their scores, who was left out, what other
 * rules would have done; and what may be done about it. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNow } from '../api/session';
import type { Decision, ScorePart } from '../api/types';
import { listed } from '../lib/listed';
import { shortMoment } from '../lib/time';
import { Avatar } from '../ui/Avatar/Avatar';
import { Button } from '../ui/Button/Button';
import { classes } from '../ui/classes';
import { explanation } from './reasons/explanation';
import { scaleOf, score, weightText } from './reasons/figures';
import { NoteDeviation } from './reasons/NoteDeviation';
import { Reassign } from './reasons/Reassign';
import { TryWeights } from './reasons/TryWeights';
import { WhyNot } from './reasons/WhyNot';
import styles from './Reasons.module.css';

/** Candidates shown at first; the one chosen always is. */
const most = 7;
/** Of a hundred: bars of fewer points have no room for their figure. */
const legible = 8;
const colors = [1, 5, 6, 3, 2, 4];
const colorOf = (at: number) => `var(--lw-chart-${colors[at % colors.length]})`;
const inkOf = (at: number) => `var(--lw-on-chart-${colors[at % colors.length]})`;

export function chosenNames(decision: Decision): string {
  return listed(decision.candidates.filter((one) => one.chosen).map((one) => one.person));
}

/** `foretold`: of a dry run, of which nothing more can be asked. */
export function Reasons({ decision, foretold = false }: { decision: Decision; foretold?: boolean }) {
  const { t } = useTranslation();
  const chosen = chosenNames(decision);
  const whole = decision.candidates.some((one) => one.parts.length > 0) || decision.excluded.length > 0;
  return (
    <section aria-labelledby="why" className={styles.reasons}>
      <header className={styles.head}>
        <h2 id="why">{chosen ? t('reasons.why', { person: chosen }) : t('reasons.whyNobody')}</h2>
        <Copy decision={decision} />
      </header>
      <Rule decision={decision} />
      <Candidates decision={decision} />
      <Excluded decision={decision} />
      <Others decision={decision} />
      {whole && !foretold && <WhyNot key={decision.id} decision={decision} />}
      {!foretold && <Acts decision={decision} whole={whole} />}
    </section>
  );
}

function Copy({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const now = useNow();
  const [copied, setCopied] = useState(false);
  return (
    <Button size="small" variant="quiet" icon={copied ? 'check' : 'copy'} onClick={() => void navigator.clipboard?.writeText(explanation(decision, now, t)).then(() => setCopied(true))}>
      {copied ? t('reasons.copied') : t('reasons.copy')}
    </Button>
  );
}

function Rule({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const because = decision.because.map((one) => `${one.title} ${one.text}`);
  const drawn = decision.number ? [t('reasons.number', { number: decision.number })] : [];
  const by = decision.by ? [t('reasons.overriddenBy', { person: decision.by, reason: decision.reason ?? '' })] : [];
  const small = [...because, ...drawn, ...by];
  return (
    <div className={styles.rule}>
      <p>{decision.cause ? `${decision.rule} → ${decision.cause}` : decision.rule}</p>
      {small.length > 0 && <small>{small.join(' · ')}</small>}
      {decision.deviations.map((one) => (
        <small key={`${one.title ?? ''}${one.reason ?? ''}`} className={styles.deviation}>
          {t('reasons.deviation')} {[one.title, one.reason, one.by].filter(Boolean).join(' · ')}
        </small>
      ))}
    </div>
  );
}

function Candidates({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const now = useNow();
  const [all, setAll] = useState(false);
  const scale = scaleOf(decision);
  const ranked = decision.candidates.map((one, at) => ({ ...one, place: one.place ?? at + 1 }));
  const shown = all ? ranked : ranked.filter((one, at) => at < most || one.chosen);
  const considered = decision.candidates.filter((one) => one.considered).length;
  const feet = [
    considered < decision.candidates.length ? t('reasons.considered', { count: considered }) : '',
    decision.count > decision.candidates.length ? t('reasons.kept', { count: decision.count, kept: decision.candidates.length }) : '',
    decision.as_of ? t('reasons.asOf', { moment: shortMoment(decision.as_of, now) }) : '',
  ].filter(Boolean);
  if (ranked.length === 0) return null;
  return (
    <>
      {ranked.some((one) => one.parts.length > 0) && (
        <ul className={styles.legend}>
          {decision.terms.map((part, at) => (
            <li key={part.key}>
              <i style={{ background: colorOf(at) }} />
              {part.title} {weightText(part.weight)}
            </li>
          ))}
        </ul>
      )}
      <ol className={styles.candidates}>
        {shown.map((one) => (
          <li key={one.person_id} className={classes(styles.candidate, one.chosen && styles.chosen, !one.considered && styles.aside)}>
            <span className={styles.place}>{one.place}</span>
            <span className={styles.person}>
              <Avatar name={one.person} size={20} />
              {one.person}
              {one.chosen && <span className="visually-hidden"> {t('reasons.chosen')}</span>}
            </span>
            <ScoreBar parts={one.parts} scale={scale} />
            <b className={styles.total}>{one.score && score(Number(one.score) * scale)}</b>
          </li>
        ))}
      </ol>
      {shown.length < ranked.length && (
        <Button size="small" variant="quiet" onClick={() => setAll(true)}>
          {t('reasons.all', { count: ranked.length })}
        </Button>
      )}
      {feet.length > 0 && <p className={styles.feet}>{feet.join(' · ')}</p>}
    </>
  );
}

function Excluded({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const now = useNow();
  const [all, setAll] = useState(false);
  const shown = all ? decision.excluded : decision.excluded.slice(0, most);
  if (shown.length === 0) return null;
  return (
    <>
      <h3 className={styles.left}>{t('reasons.excluded', { count: decision.left_out })}</h3>
      <dl className={styles.excluded}>
        {shown.map((one) => (
          <div key={one.person_id}>
            <dt>{one.person}</dt>
            <dd>{one.reason}</dd>
            {one.until && <dd className={styles.until}>{t('reasons.until', { moment: shortMoment(one.until, now) })}</dd>}
          </div>
        ))}
      </dl>
      {shown.length < decision.excluded.length && (
        <Button size="small" variant="quiet" onClick={() => setAll(true)}>
          {t('reasons.allExcluded', { count: decision.excluded.length })}
        </Button>
      )}
    </>
  );
}

/** What other rules would have done, on the same candidates at the same moment. */
function Others({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const scale = scaleOf(decision);
  if (decision.others.length === 0) return null;
  return (
    <section className={styles.others} aria-labelledby="otherwise">
      <h3 id="otherwise">{t('reasons.otherwise')}</h3>
      <dl>
        {decision.others.map((one) => (
          <div key={one.title}>
            <dt>{one.title}</dt>
            <dd>{one.person ? `${one.person} ${one.score ? score(Number(one.score) * scale) : ''}` : t('reasons.nobody')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Acts({ decision, whole }: { decision: Decision; whole: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'try' | 'note' | 'reassign' | null>(null);
  const close = () => setOpen(null);
  if (!whole && !decision.may_override) return null;
  return (
    <footer className={styles.acts}>
      {decision.may_override && (
        <Button size="small" icon="swap" onClick={() => setOpen('reassign')}>
          {t('reasons.reassign')}
        </Button>
      )}
      {decision.terms.length > 0 && whole && (
        <Button size="small" icon="play" onClick={() => setOpen('try')}>
          {t('reasons.try')}
        </Button>
      )}
      {whole && (
        <Button size="small" variant="quiet" onClick={() => setOpen('note')}>
          {t('reasons.note')}
        </Button>
      )}
      {open === 'try' && <TryWeights decision={decision} onClose={close} />}
      {open === 'note' && <NoteDeviation id={decision.id} onClose={close} />}
      {open === 'reassign' && <Reassign decision={decision} onClose={close} />}
    </footer>
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
            {points >= legible && score(points)}
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
