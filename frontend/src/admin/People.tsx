/** Everybody in the workspace, found by name or code; who has left is switched off, and may be switched on again. */
import { useDeferredValue, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useLeft, useSwitching } from '../api/leaving';
import { usePeople } from '../api/pickers';
import { useSignedIn } from '../desk/session';
import { Person } from '../ui/Avatar/Avatar';
import { Button } from '../ui/Button/Button';
import { Menu } from '../ui/Menu/Menu';
import { Banner, EmptyState, ErrorState, LoadingState, NoMatchState, Skeleton } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import { SwitchOff } from './SwitchOff';
import styles from './Admin.module.css';

/** The server's own limit of one answer. */
const most = 500;

export function People() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const [gone, setGone] = useState(false);
  const [leaving, setLeaving] = useState<{ id: string; name: string } | null>(null);
  const me = useSignedIn().person.id;
  const present = usePeople(wanted, !gone, most);
  const left = useLeft(wanted, gone);
  const switching = useSwitching();
  const people = gone ? left : present;
  const items = people.data?.items ?? [];
  return (
    <>
      <div className={styles.toolbar}>
        <span className={styles.search}>
          <TextInput size="small" icon="search" type="search" label={t('admin.search')} placeholder={t('admin.search')} value={search} onChange={setSearch} />
        </span>
        <Button size="small" pressed={gone} onClick={() => setGone(!gone)}>
          {t('admin.left')}
        </Button>
        {people.data && <span className={styles.note}>{t('admin.count', { count: items.length })}</span>}
      </div>
      {people.isPending && (
        <LoadingState>
          <Skeleton rows={10} />
        </LoadingState>
      )}
      {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {switching.isError && <Banner tone="bad" title={switching.error.message} />}
      {people.data && items.length === 0 && !wanted && <EmptyState title={t(gone ? 'admin.noneLeft' : 'admin.none')} />}
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
              <th scope="col">
                <span className="visually-hidden">{t('admin.acts')}</span>
              </th>
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
                <td className={styles.menu}>
                  {gone ? (
                    <Button size="small" busy={switching.isPending && switching.variables.person === person.id} onClick={() => switching.mutate({ person: person.id, active: true })}>
                      {t('admin.on')}
                    </Button>
                  ) : (
                    person.id !== me && (
                      <Menu
                        label={t('admin.more', { name: person.name })}
                        align="end"
                        trigger={(props) => <Button variant="quiet" size="small" icon="more" label={t('admin.more', { name: person.name })} {...props} />}
                        items={[{ key: 'off', title: t('admin.off.menu'), icon: 'lock', danger: true, onChoose: () => setLeaving(person) }]}
                      />
                    )
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {leaving && <SwitchOff person={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
