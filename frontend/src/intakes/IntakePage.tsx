/** One intake: how to send to it, what came and what became of it, and which value goes into which field. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useParams } from 'react-router';
import { useIntake, useIntakeActs, type IntakeShown } from '../api/intakes';
import type { AppInfo } from '../api/types';
import { AppPanel } from '../apps/AppPanel';
import { useUrlState } from '../apps/urlState';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { countText } from '../lib/numbers';
import { Button } from '../ui/Button/Button';
import { Icon } from '../ui/Icon/Icon';
import { Banner, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { Tag } from '../ui/Tag/Tag';
import { stateTones } from './channels';
import { Deliveries } from './Deliveries';
import { Files } from './Files';
import { HowToSend } from './HowToSend';
import { Mapping } from './Mapping';
import { Sharing } from './Sharing';
import { TestDialog } from './TestDialog';
import { Tokens } from './Tokens';
import styles from './intakes.module.css';

export function IntakePage({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const { intake: key = '' } = useParams();
  const found = useIntake(app.key, key);
  return (
    <>
      <AppPanel app={app} />
      {found.data ? (
        <Shown key={key} app={app.key} intake={found.data} />
      ) : (
        <Sheet title={t('intakes.title')}>
          {found.isPending && (
            <LoadingState>
              <Skeleton rows={8} />
            </LoadingState>
          )}
          {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        </Sheet>
      )}
    </>
  );
}

const places = ['send', 'deliveries', 'mapping'] as const;

function Shown({ app, intake }: { app: string; intake: IntakeShown }) {
  const { t, i18n } = useTranslation();
  const show = useToasts((store) => store.show);
  const [url, setUrl] = useUrlState();
  const [testing, setTesting] = useState(false);
  const acts = useIntakeActs(app, intake.key);
  const files = intake.channel === 'file_drop';
  const place = (!files && places.find((one) => one === url.get('place'))) || 'send';
  const tabs = places.map((one) => ({ key: one, title: t(`intakes.places.${one}`), ...(one === 'deliveries' && intake.kept > 0 ? { count: intake.kept } : {}) }));
  const paused = intake.state === 'paused';
  const turn = () => acts.pause.mutate(!paused, { onSuccess: () => show(t(paused ? 'intakes.resumed' : 'intakes.pausedToast', { title: intake.title })) });
  return (
    <Sheet
      title={intake.title}
      scrolls
      lead={
        <Link to={`/apps/${app}/-/intakes`} className={styles.up} aria-label={t('common.back')}>
          <Icon name="left" size={20} />
        </Link>
      }
      note={<Tag tone={stateTones[intake.state]}>{t(`intakes.states.${intake.state}`)}</Tag>}
      actions={
        <>
          <Button size="small" icon={paused ? 'play' : 'pause'} label={t(paused ? 'intakes.resume' : 'intakes.pause')} busy={acts.pause.isPending} onClick={turn} />
          {!files && (
            <Button size="small" variant="solid" icon="bolt" onClick={() => setTesting(true)}>
              {t('intakes.test')}
            </Button>
          )}
        </>
      }
    >
      {testing && <TestDialog app={app} intake={intake} onClose={() => setTesting(false)} />}
      <div className={styles.page}>
        {acts.pause.isError && <Banner tone="bad" title={acts.pause.error.message} />}
        <p className={styles.lead}>
          {t('intakes.into', { channel: intake.channel_title, form: intake.form_title })}
          {intake.description && ` · ${intake.description}`}
        </p>
        <dl className={styles.counts}>
          {(['today', 'week', 'kept'] as const).map((one) => (
            <div key={one} data-waits={(one === 'kept' && intake.kept > 0) || undefined}>
              <dt>{t(`intakes.${one}`)}</dt>
              <dd>{countText(intake[one], true, i18n.language)}</dd>
            </div>
          ))}
        </dl>
        {!files && (
          <div className={styles.tabs}>
          <Tabs label={intake.title} panel="intake" tabs={tabs} value={place} onChange={(next) => setUrl({ place: next === 'send' ? null : next }, true)} />
          </div>
        )}
        <div id="intake" role={files ? undefined : 'tabpanel'} aria-label={files ? undefined : t(`intakes.places.${place}`)}>
          {place === 'send' && <Way app={app} intake={intake} />}
          {place === 'deliveries' && <Deliveries app={app} intake={intake} />}
          {place === 'mapping' && <Mapping app={app} intake={intake} />}
        </div>
      </div>
    </Sheet>
  );
}

function Way({ app, intake }: { app: string; intake: IntakeShown }) {
  if (intake.channel === 'file_drop') return <Files app={app} intake={intake} />;
  if (intake.channel === 'public_form') return <Sharing app={app} intake={intake} />;
  if (intake.channel === 'api') return <Tokens app={app} intake={intake} />;
  return <HowToSend app={app} intake={intake} />;
}
