/** The intakes of an app: by which way each takes in what, how much came, and what waits to be looked at. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { useIntakes, type Intake } from '../api/intakes';
import type { AppInfo } from '../api/types';
import { AppPanel } from '../apps/AppPanel';
import { Sheet } from '../desk/Sheet';
import { countText } from '../lib/numbers';
import { Icon } from '../ui/Icon/Icon';
import { EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { channelIcon, stateTones } from './channels';
import styles from './intakes.module.css';

export function IntakeList({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const intakes = useIntakes(app.key);
  const items = intakes.data?.items ?? [];
  return (
    <>
      <AppPanel app={app} />
      <Sheet title={t('intakes.title')} scrolls note={items.length > 0 && <span className={styles.note}>{t('intakes.count', { count: items.length })}</span>}>
        {intakes.isPending && (
          <LoadingState>
            <Skeleton rows={5} line={64} />
          </LoadingState>
        )}
        {intakes.isError && <ErrorState error={intakes.error} onRetry={() => void intakes.refetch()} />}
        {intakes.data && items.length === 0 && (
          <EmptyState icon="download" title={t('intakes.none')}>
            {t('intakes.noneWords')}
          </EmptyState>
        )}
        {items.length > 0 && (
          <ul className={styles.list}>
            {items.map((one) => (
              <Row key={one.key} app={app} intake={one} />
            ))}
          </ul>
        )}
      </Sheet>
    </>
  );
}

function Row({ app, intake }: { app: AppInfo; intake: Intake }) {
  const { t, i18n } = useTranslation();
  const count = (value: number) => countText(value, true, i18n.language);
  return (
    <li className={styles.row}>
      <span className={styles.mark}>
        <Icon name={channelIcon(intake.channel)} size={18} />
      </span>
      <div className={styles.words}>
        <div className={styles.head}>
          <Link className={styles.name} to={`/apps/${app.key}/-/intakes/${intake.key}`}>
            {intake.title}
          </Link>
          <Tag tone={stateTones[intake.state]}>{t(`intakes.states.${intake.state}`)}</Tag>
        </div>
        <p className={styles.note}>{t('intakes.into', { channel: intake.channel_title, form: intake.form_title })}</p>
        {intake.description && <p className={styles.note}>{intake.description}</p>}
      </div>
      <dl className={styles.figures}>
        <div>
          <dt>{t('intakes.today')}</dt>
          <dd>{count(intake.today)}</dd>
        </div>
        <div>
          <dt>{t('intakes.week')}</dt>
          <dd>{count(intake.week)}</dd>
        </div>
        <div data-waits={intake.kept > 0 || undefined}>
          <dt>{t('intakes.kept')}</dt>
          <dd>{count(intake.kept)}</dd>
        </div>
      </dl>
    </li>
  );
}
