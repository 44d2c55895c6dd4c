/** Everybody in the workspace, found by name or code. */
import { useDeferredValue, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { usePeople } from '../api/pickers';
import { Person } from '../ui/Avatar/Avatar';
import { Button } from '../ui/Button/Button';
import { EmptyState, ErrorState, LoadingState, NoMatchState, Skeleton } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import styles from './Admin.module.css';

/** The server's own limit of one answer. */
const most = 500;

export function People() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const people = usePeople(wanted, true, most);
  const items = people.data?.items ?? [];
  return (
    <>
      <div className={styles.toolbar}>
        <span className={styles.search}>
          <TextInput size="small" icon="search" type="search" label={t('admin.search')} placeholder={t('admin.search')} value={search} onChange={setSearch} />
        </span>
        {people.data && <span className={styles.note}>{t('admin.count', { count: items.length })}</span>}
      </div>
      {people.isPending && (
        <LoadingState>
          <Skeleton rows={10} />
        </LoadingState>
      )}
      {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.data && items.length === 0 && !wanted && <EmptyState title={t('admin.none')} />}
      {people.data && items.length === 0 && wanted && (
        <NoMatchState title={t('admin.noMatch', { text: wanted })} actions={<Button onClick={() => setSearch('')}>{t('common.clear')}</Button>} />
      )}
      {items.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {['name', 'code', 'department', 'position'].map((key) => (
                <th key={key} scope="col">
                  {t(`admin.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((person) => (
              <tr key={person.id}>
                <th scope="row">
                  <Person name={person.name} size={24} />
                </th>
                <td>{person.code}</td>
                <td>{person.department ?? '—'}</td>
                <td>{person.title ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
