/** Names in a column that stand for records or persons: how many are known, and for the others who is meant. */
import { useTranslation } from 'react-i18next';
import type { ImportColumn, ImportInfo, PreviewColumn } from '../api/types';
import { grouped } from '../lib/numbers';
import { Select } from '../ui/Select/Select';
import { Verdict } from '../ui/Verdict/Verdict';
import styles from './ImportPage.module.css';

interface Props {
  job: ImportInfo;
  column: PreviewColumn;
  names: NonNullable<PreviewColumn['names']>;
  onChange: (name: string, part: Partial<ImportColumn>) => void;
}

export function NamesTable({ job, column, names, onChange }: Props) {
  const { t } = useTranslation();
  const decided = job.columns.find((one) => one.name === column.name)?.names ?? {};
  const found = (how: string) => grouped(String(names.found[how] ?? 0));
  const title = t('import.namesOf', { column: column.name });
  return (
    <section>
      <h3>{title}</h3>
      <p className={styles.verdicts}>
        <Verdict kind="good">{t('import.namesExact', { names: found('exact') })}</Verdict>
        {names.found.alias && <Verdict kind="good">{t('import.namesAlias', { names: found('alias') })}</Verdict>}
        {names.found.chosen && <Verdict kind="good">{t('import.namesChosen', { names: found('chosen') })}</Verdict>}
        {names.found.new && <Verdict kind="good">{t('import.namesNew', { names: found('new') })}</Verdict>}
        {names.found.unknown && <Verdict kind="warning">{t('import.namesUnknown', { names: found('unknown') })}</Verdict>}
      </p>
      {names.others.length > 0 && (
        <div className={styles.names} tabIndex={0} role="region" aria-label={title}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('import.name')}</th>
                <th scope="col">{t('import.times')}</th>
                <th scope="col">{t('import.means')}</th>
              </tr>
            </thead>
            <tbody>
              {names.others.map((other) => (
                <tr key={other.name}>
                  <th scope="row">{other.name}</th>
                  <td className={styles.figure}>{other.count}</td>
                  <td className={styles.choose}>
                    {other.how === 'alias' ? (
                      <span className={styles.quietCell}>{other.like[0]?.title ?? t('import.byAlias')}</span>
                    ) : (
                      <Select
                        label={t('import.meansOf', { name: other.name })}
                        size="small"
                        empty={t('import.unknown')}
                        value={decided[other.name] ?? null}
                        onChange={(id) => onChange(column.name, { names: { ...decided, [other.name]: id } })}
                        options={[...other.like.map((one) => ({ value: one.id, label: one.title })), ...(names.creates ? [{ value: 'new', label: t('import.createNew') }] : [])]}
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
