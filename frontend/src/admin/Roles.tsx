/** Each role with who holds it; giving and taking take effect at once. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { usePeople } from '../api/pickers';
import { useHolding, useRoles } from '../api/roles';
import type { RoleItem } from '../api/types';
import { Person } from '../ui/Avatar/Avatar';
import { Button } from '../ui/Button/Button';
import { PersonPicker } from '../ui/PersonPicker/PersonPicker';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import styles from './Admin.module.css';

const most = 500;

export function Roles() {
  const { t } = useTranslation();
  const roles = useRoles();
  const people = usePeople('', true, most);
  const names = new Map(people.data?.items.map((person) => [person.id, person.name]));
  if (roles.isPending || people.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={4} line={80} />
      </LoadingState>
    );
  }
  if (roles.isError) return <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />;
  if (roles.data.items.length === 0) return <EmptyState title={t('admin.noRoles')}>{t('admin.noRolesWords')}</EmptyState>;
  return (
    <ul className={styles.roles}>
      {roles.data.items.map((role) => (
        <Role key={role.key} role={role} names={names} />
      ))}
    </ul>
  );
}

function Role({ role, names }: { role: RoleItem; names: Map<string, string> }) {
  const { t } = useTranslation();
  const holding = useHolding();
  const [adding, setAdding] = useState(false);
  const give = (person: string | null) => {
    if (!person) return;
    holding.mutate({ role: role.key, person, holds: true });
    setAdding(false);
  };
  return (
    <li className={styles.role}>
      <div className={styles.roleHead}>
        <h2>{role.title}</h2>
        <span className={styles.note}>{role.holders.length > 0 ? t('admin.holders', { count: role.holders.length }) : t('admin.nobody')}</span>
        <span className={styles.grow} />
        {adding ? (
          <span className={styles.search}>
            <PersonPicker size="small" label={t('admin.give')} autoFocus value={null} onChange={give} onBlur={() => setAdding(false)} />
          </span>
        ) : (
          <Button size="small" icon="plus" aria-label={`${t('admin.give')} · ${role.title}`} onClick={() => setAdding(true)}>
            {t('admin.give')}
          </Button>
        )}
      </div>
      {holding.isError && <Banner tone="bad" title={holding.error.message} />}
      <ul className={styles.holders}>
        {role.holders.map((id) => {
          const name = names.get(id) ?? id;
          return (
            <li key={id} className={styles.holder}>
              <Person name={name} />
              <Button size="small" variant="quiet" icon="close" label={t('admin.take', { name })} disabled={holding.isPending} onClick={() => holding.mutate({ role: role.key, person: id, holds: false })} />
            </li>
          );
        })}
      </ul>
    </li>
  );
}
