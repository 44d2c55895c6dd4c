/** What a page says when it has no rows to show: empty, no match, loading, error, closed. */
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { Button } from '../Button/Button';
import { Icon, type IconName } from '../Icon/Icon';
import { Problem, Unreachable, isGone } from '../../lib/problems';
import { classes } from '../classes';
import styles from './States.module.css';

function Weave() {
  return (
    <svg className={styles.weave} width="60" height="36" viewBox="0 0 60 36" aria-hidden="true">
      <path d="M10 3v30M24 3v30M38 3v30" />
      <path d="M3 10h4M13 10h8M27 10h4M42 10h8M54 10h3M3 26h4M17 26h4M27 26h8M42 26h4M54 26h3" strokeDasharray="none" />
    </svg>
  );
}

interface StateProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  icon?: IconName;
  /** Where the page itself has no other heading. */
  heading?: boolean;
}

function StateFrame({ title, children, actions, mark, heading }: StateProps & { mark?: ReactNode }) {
  const Title = heading ? 'h1' : 'h2';
  return (
    <div className={styles.state}>
      {mark}
      <Title className={styles.title}>{title}</Title>
      {children && <p className={styles.words}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

export function EmptyState(props: StateProps) {
  return <StateFrame {...props} mark={props.icon ? <Icon name={props.icon} size={20} /> : <Weave />} />;
}

/** Filters leave nothing: names what to drop. */
export function NoMatchState(props: StateProps) {
  return <StateFrame {...props} />;
}

/** The same words for what does not exist and for what one may not see. */
export function ClosedState({ actions, heading }: { actions?: ReactNode; heading?: boolean }) {
  const { t } = useTranslation();
  return (
    <StateFrame title={t('states.closed.title')} mark={<Icon name="lock" size={18} />} actions={actions ?? <Button onClick={() => history.back()}>{t('common.back')}</Button>} heading={heading}>
      {t('states.closed.words')}
    </StateFrame>
  );
}

/** Nothing for 200 ms, then `children` (a skeleton in the final geometry); after 8 s it says what it waits for. */
export function LoadingState({ children, what }: { children?: ReactNode; what?: string }) {
  const { t } = useTranslation();
  const [phase, setPhase] = useState<'still' | 'shown' | 'long'>('still');
  useEffect(() => {
    const timers = [setTimeout(() => setPhase('shown'), 200), setTimeout(() => setPhase('long'), 8000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <div aria-busy="true" className={styles.loading}>
      {phase !== 'still' && (children ?? <Skeleton rows={6} />)}
      <p role="status" className={phase === 'long' ? styles.waits : 'visually-hidden'}>
        {phase === 'still' ? '' : phase === 'long' ? t('states.loading.long', { what: what ?? t('states.loading.content') }) : t('states.loading.title')}
      </p>
    </div>
  );
}

const widths = [84, 66, 92, 58, 78, 70];

export function Skeleton({ rows, line = 36 }: { rows: number; line?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className={styles.row} style={{ height: line }}>
          <i style={{ width: `${widths[at % widths.length]}%` }} />
        </div>
      ))}
    </div>
  );
}

/** What happened, what is kept, what to do next. A refusal to show is told in the same words as absence. */
export function ErrorState({ error, onRetry, heading }: { error: unknown; onRetry?: () => void; heading?: boolean }) {
  const { t } = useTranslation();
  if (isGone(error)) return <ClosedState heading={heading} />;
  const code = error instanceof Problem || error instanceof Unreachable ? error.code : null;
  return (
    <StateFrame
      title={error instanceof Unreachable ? t('states.unreachable.title') : t('states.error.title')}
      heading={heading}
      mark={<Icon name={error instanceof Unreachable ? 'wifi' : 'warn'} size={20} />}
      actions={
        <>
          {onRetry && (
            <Button variant="solid" onClick={onRetry}>
              {t('common.retry')}
            </Button>
          )}
          {code && <CopyCode code={code} />}
        </>
      }
    >
      {error instanceof Problem ? error.message : t('states.unreachable.words')}
    </StateFrame>
  );
}

function CopyCode({ code }: { code: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <Button
      variant="quiet"
      onClick={() => {
        void navigator.clipboard?.writeText(code).then(() => setCopied(true));
      }}
    >
      {copied ? t('common.copied') : t('states.error.copy', { code })}
    </Button>
  );
}

interface BannerProps {
  tone: 'bad' | 'warning' | 'plain' | 'info';
  title: string;
  children?: ReactNode;
  icon?: IconName;
  actions?: ReactNode;
}

/** A strip over the content that stays: refused saves, no network, conflicts, read-only. */
export function Banner({ tone, title, children, icon = 'warn', actions }: BannerProps) {
  return (
    <div className={classes(styles.banner, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div className={styles.bannerWords}>
        <b>{title}</b>
        {children && <div>{children}</div>}
      </div>
      {actions}
    </div>
  );
}
