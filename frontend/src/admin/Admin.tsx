/** Administration: the people of the workspace, the roles they hold, working calendars, connections, and workflows that stopped. */
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate, useParams } from 'react-router';
import { useMay } from '../desk/session';
import { Sheet } from '../desk/Sheet';
import { ClosedState } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { Calendars } from './calendars/Calendars';
import { Connections } from './connections/Connections';
import { Channels } from './Channels';
import { Incidents } from './Incidents';
import { People } from './People';
import { Roles } from './Roles';
import { Running } from './running/Running';
import styles from './Admin.module.css';

const places = [
  { key: 'people', title: 'admin.people', right: 'people.manage', Page: People },
  { key: 'roles', title: 'admin.roles', right: 'people.manage', Page: Roles },
  { key: 'calendars', title: 'admin.calendars', right: 'calendars.manage', Page: Calendars },
  { key: 'connections', title: 'admin.connections', right: 'connections.manage', Page: Connections },
  { key: 'channels', title: 'channels.title', right: 'messages.manage', Page: Channels },
  { key: 'running', title: 'admin.running', right: 'workflows.manage', Page: Running },
  { key: 'incidents', title: 'admin.incidents', right: 'workflows.manage', Page: Incidents },
];

export default function Admin() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const { place: wanted } = useParams();
  const tabs = places.filter((one) => may(one.right)).map((one) => ({ key: one.key, title: t(one.title) }));
  const place = places.find((one) => one.key === (wanted ?? tabs[0]?.key) && may(one.right));
  if (!place) {
    return (
      <Sheet title={t('admin.title')}>
        <ClosedState />
      </Sheet>
    );
  }
  return (
    <Sheet
      title={t('admin.title')}
      middle={
        <div className={styles.tabs}>
          <Tabs label={t('admin.title')} panel="admin" tabs={tabs} value={place.key} onChange={(key) => void navigate(`/admin/${key}`)} />
        </div>
      }
      scrolls
    >
      <div id="admin" role="tabpanel" aria-label={t(place.title)}>
        <place.Page />
      </div>
    </Sheet>
  );
}
