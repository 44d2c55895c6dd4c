/** Who asked whether somebody owns a company, what and when: the log that the question itself announces. */
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate, useParams } from 'react-router';
import { useCollisionLog } from '../api/pools';
import type { AppInfo } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { Log } from '../pools/Log';
import styles from '../pools/pools.module.css';
import { Button } from '../ui/Button/Button';

export function CollisionLog({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { form: key = '' } = useParams();
  const navigate = useNavigate();
  return (
    <Sheet title={t('pools.asked.title')} lead={<Button variant="quiet" icon="left" label={t('common.back')} onClick={() => void navigate(`/apps/${app.key}/${key}`)} />} scrolls>
      <div className={styles.page}>
        <Log
          found={useCollisionLog(app.key, key)}
          none={t('pools.asked.none')}
          columns={[
            { title: t('pools.who'), heads: true, cell: (one) => one.by ?? '—' },
            { title: t('pools.asked.name'), cell: (one) => one.asked },
            { title: t('pools.asked.answer'), cell: (one) => t(one.owned ? 'pools.asked.owned' : 'pools.asked.free') },
          ]}
        />
      </div>
    </Sheet>
  );
}
