/** Names in a column that stand for records or persons: how each was found, and for the others who is meant. Each
 * spelling is decided once, however many rows have it. */
import { useId, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { ImportInfo, PreviewColumn } from '../api/types';
import { grouped } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { Select } from '../ui/Select/Select';
import { Tabs } from '../ui/Tabs/Tabs';
import { Verdict } from '../ui/Verdict/Verdict';
import { targetOf, type TargetPart } from './targets';
import styles from './ImportPage.module.css';

interface Props {
  job: ImportInfo;
  column: PreviewColumn;
  names: NonNullable<PreviewColumn['names']>;
  /** Whether the whole file was looked at. */
  complete: boolean;
  onChange: (column: PreviewColumn, part: TargetPart) => void;
}

const groups = { open: ['similar', 'unknown'], decided: ['chosen', 'new', 'empty'], alias: ['alias'] } as const;
type Group = keyof typeof groups;

export function NamesTable({ job, column, names, complete, onChange }: Props) {
  const { t } = useTranslation();
  const panel = useId();
  const [wanted, setWanted] = useState<Group | null>(null);
  const decided = targetOf(job.columns, column.columns, column.field)?.names ?? {};
  const title = t('import.namesOf', { column: column.name, field: column.title });
  const count = (how: string) => names.found[how] ?? 0;
  const figures = (['exact', 'alias', 'chosen', 'new', 'empty', 'similar', 'unknown'] as const).filter((how) => how === 'exact' || count(how) > 0);
  const tabs = (Object.keys(groups) as Group[]).map((key) => ({ key, title: t(`import.nameGroups.${key}`), count: groups[key].reduce((sum, how) => sum + count(how), 0) })).filter((tab) => tab.count > 0);
  const group = tabs.find((tab) => tab.key === wanted)?.key ?? tabs[0]?.key;
  const shown = names.others.filter((other) => group && (groups[group] as readonly string[]).includes(other.how));
  const total = tabs.find((tab) => tab.key === group)?.count ?? 0;
  const suggested = names.others.filter((other) => other.how === 'similar' && !decided[other.name] && other.like[0]);
  const decide = (more: Record<string, string | null>) => onChange(column, { names: { ...decided, ...more } });
  const undecided = t(names.counted ? 'import.namesCounted' : names.kept ? 'import.namesKept' : 'import.unknown');
  return (
    <section>
      <h3>{title}</h3>
      <p className={styles.verdicts}>
        {figures.map((how) => (
          <Verdict key={how} kind={how === 'similar' || how === 'unknown' ? 'warning' : 'good'}>
            {t(`import.namesBy.${how}`, { names: grouped(String(count(how))), rows: grouped(String(names.rows[how] ?? 0)) })}
          </Verdict>
        ))}
      </p>
      {(count('similar') > 0 || count('unknown') > 0) && <p className={styles.note}>{t(names.counted ? 'import.namesCountedNote' : names.kept ? 'import.namesKeptNote' : 'import.namesRefusedNote', { field: column.title })}</p>}
      {tabs.length > 0 && group && (
        <>
          <div className={styles.groups}>
            <Tabs tabs={tabs} value={group} onChange={(key) => setWanted(key as Group)} label={title} panel={panel} />
            {group === 'open' && suggested.length > 0 && (
              <Button size="small" disabled={!complete} title={complete ? undefined : t('import.stillLooking')} onClick={() => decide(Object.fromEntries(suggested.map((other) => [other.name, other.like[0]?.id ?? null])))}>
                {t('import.takeFirst', { count: suggested.length, names: grouped(String(suggested.length)) })}
              </Button>
            )}
          </div>
          <div className={styles.names} id={panel} tabIndex={0} role="region" aria-label={title}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('import.name')}</th>
                  <th scope="col" className={styles.figure}>{t('import.times')}</th>
                  <th scope="col">{t('import.means')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((other) => (
                  <tr key={other.name}>
                    <th scope="row">{other.name}</th>
                    <td className={styles.figure}>{other.count}</td>
                    <td>
                      {other.how === 'alias' ? (
                        <>
                          {other.like[0]?.title} <small className={styles.quietCell}>{t(`import.nameBy.${other.by}`, { defaultValue: t('import.byAlias') })}</small>
                        </>
                      ) : (
                        <span className={styles.choose}>
                          <Select
                            label={t('import.meansOf', { name: other.name })}
                            size="small"
                            empty={undecided}
                            value={decided[other.name] ?? null}
                            onChange={(id) => decide({ [other.name]: id })}
                            options={[
                              ...other.like.map((one) => ({ value: one.id, label: one.title })),
                              ...(names.creates ? [{ value: 'new', label: t('import.createNew') }] : []),
                              ...(names.required ? [] : [{ value: 'empty', label: t('import.leaveEmpty') }]),
                            ]}
                          />
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {shown.length < total && <p className={styles.hint}>{t('import.namesFirst', { shown: grouped(String(shown.length)), names: grouped(String(total)) })}</p>}
        </>
      )}
    </section>
  );
}
