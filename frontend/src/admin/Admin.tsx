/** Administration: the people of the workspace and the roles they hold. */
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useMay } from '../desk/session';
import { Sheet } from '../desk/Sheet';
import { ClosedState } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { People } from './People';
import { Roles } from './Roles';
import styles from './Admin.module.css';

export default function Admin() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const { place = 'people' } = useParams();
  if (!may('people.manage')) {
    return (
      <Sheet title={t('admin.title')}>
        <ClosedState />
      </Sheet>
    );
  }
  const tabs = [
    { key: 'people', title: t('admin.people') },
    { key: 'roles', title: t('admin.roles') },
  ];
  return (
    <Sheet
      title={t('admin.title')}
      middle={
        <div className={styles.tabs}>
          <Tabs label={t('admin.title')} panel="admin" tabs={tabs} value={place} onChange={(key) => void navigate(key === 'people' ? '/admin' : `/admin/${key}`)} />
        </div>
      }
      scrolls
    >
      <div id="admin" role="tabpanel" aria-label={t(place === 'roles' ? 'admin.roles' : 'admin.people')}>
        {place === 'roles' ? <Roles /> : <People />}
      </div>
    </Sheet>
  );
}
