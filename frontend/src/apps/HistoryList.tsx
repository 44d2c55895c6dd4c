/** What happened to a record, newest first, by day: who, by which way, and each field's value before and after. */
import type { TFunction } from '../i18n/words';
import { useTranslation } from '../i18n/useTranslation';
import { useNow } from '../api/session';
import type { HistoryChange, HistoryEntry } from '../api/types';
import { listed } from '../lib/listed';
import { dayOf, longDay, timeOf } from '../lib/time';
import { Icon, type IconName } from '../ui/Icon/Icon';
import styles from './HistoryList.module.css';

const icons: Record<string, IconName> = { create: 'plus', change: 'edit', delete: 'trash', restore: 'undo' };

function byDay(entries: HistoryEntry[]): [string, HistoryEntry[]][] {
  const days = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

export function HistoryList({ entries, brief }: { entries: HistoryEntry[]; brief?: boolean }) {
  const { t, i18n } = useTranslation();
  const today = dayOf(useNow());
  const shown = brief ? entries.slice(0, 4) : entries;
  if (entries.length === 0) return <p className={styles.none}>{t('history.none')}</p>;
  return (
    <>
      {byDay(shown).map(([day, list]) => (
        <section key={day}>
          <h3 className={styles.day}>{day === today ? t('history.today', { day: longDay(list[0]?.at ?? day, i18n.language) }) : longDay(list[0]?.at ?? day, i18n.language)}</h3>
          <ol>
            {list.map((entry, at) => (
              // One transaction may change the record more than once; counted from the oldest, places stay as new ones come.
              <Entry key={`${entry.id}/${list.length - at}`} entry={entry} brief={brief} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** What a value came from: a row of a file, or an act of a pool. */
export function sourceText(source: NonNullable<HistoryEntry['source']>, t: TFunction) {
  if (source.intake) return source.link_title ? t('history.link', { intake: source.intake, link: source.link_title }) : t('history.intake', { intake: source.intake });
  return source.act ? t(`history.pool.${source.act}`, { defaultValue: '' }) : t('history.row', { file: source.file, row: source.row });
}

function Entry({ entry, brief }: { entry: HistoryEntry; brief?: boolean }) {
  const { t } = useTranslation();
  const shown = entry.action === 'create' ? entry.changes.filter((change) => change.after_text) : entry.changes;
  return (
    <li className={styles.entry}>
      <span className={styles.knot}>
        <Icon name={icons[entry.action] ?? 'flow'} size={13} />
      </span>
      <div className={styles.line}>
        <span>
          <b>{entry.actor.name}</b> {t(`history.action.${entry.action}`, { defaultValue: entry.action })}
          <small>
            {' '}
            {t(`history.by.${entry.provenance}`, { defaultValue: '' })}
            {entry.source && ` · ${sourceText(entry.source, t)}`}
          </small>
        </span>
        <time dateTime={entry.at}>{timeOf(entry.at)}</time>
      </div>
      {!brief && shown.length > 0 && (
        <dl className={styles.changes}>
          {shown.map((change, at) => (
            <ChangeLine key={change.field ?? at} change={change} fresh={entry.action === 'create'} />
          ))}
        </dl>
      )}
      {brief && entry.action === 'change' && <p className={styles.names}>{listed(shown.map((change) => change.title))}</p>}
    </li>
  );
}

export function ChangeLine({ change, fresh }: { change: HistoryChange; fresh: boolean }) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{change.title}</dt>
      <dd>
        {!fresh && (
          <>
            <del>{change.before_text || '—'}</del>
            <span aria-label={t('history.becomes')}> → </span>
          </>
        )}
        <span className={styles.after}>{change.after_text || '—'}</span>
      </dd>
    </div>
  );
}
