/** The same workflow as a list in its order, each step with its deadlines: for narrow screens, keyboards and screen readers. */
import { useTranslation } from '../i18n/useTranslation';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon/Icon';
import type { Part } from './layout';
import { iconOf, type Shown } from './shown';
import styles from './flows.module.css';

interface Props {
  label: string;
  parts: Part[];
  shown: ReadonlyMap<string, Shown>;
  chosen?: string | null;
  /** Without it a step is only read. */
  onChoose?: (key: string) => void;
}

export function FlowList({ label, parts, shown, chosen, onChoose }: Props) {
  const titles = new Map(parts.map((part) => [part.key, part.title]));
  return (
    <ol className={styles.list} aria-label={label}>
      {parts.map((part) => {
        const said = shown.get(part.key);
        if (!said) return null;
        return (
          <li key={part.key} aria-current={said.stage === 'now' ? 'step' : undefined}>
            {onChoose ? (
              <button type="button" data-part={part.key} className={classes(styles.item, part.key === chosen && styles.chosen)} aria-pressed={part.key === chosen} onClick={() => onChoose(part.key)}>
                <Step said={said} part={part} scope={part.scope ? titles.get(part.scope) : undefined} />
              </button>
            ) : (
              <div className={styles.item}>
                <Step said={said} part={part} scope={part.scope ? titles.get(part.scope) : undefined} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Step({ said, part, scope }: { said: Shown; part: Part; scope?: string }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={classes(styles.tile, styles[said.stage])} data-family={said.family}>
        <Icon name={said.stage === 'incident' ? 'warn' : part.shape === 'scope' ? 'group' : iconOf(said.type)} size={16} />
      </span>
      <span className={styles.words}>
        <b>{said.title}</b>
        <small>{[said.line, scope && t('runs.inScope', { scope })].filter(Boolean).join(' · ')}</small>
        {[...said.marks.values()]
          .filter((mark) => mark.fired || mark.due)
          .map((mark) => (
            <small key={mark.title} className={mark.fired ? styles.firedWords : undefined}>
              <Icon name="clock" size={12} /> {mark.title} · {mark.line}
            </small>
          ))}
      </span>
      {said.times > 1 && <em className={styles.times}>{t('runs.times', { count: said.times })}</em>}
      <span className={classes(styles.stage, styles[said.stage])}>{t(`runs.stages.${said.stage}`)}</span>
    </>
  );
}
