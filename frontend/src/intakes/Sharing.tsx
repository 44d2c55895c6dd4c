/** The links of a public form: each with its campaign and how much came by it; shared, renewed, withdrawn. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { IntakeShown } from '../api/intakes';
import { useLinkActs, useLinks, type IntakeLink } from '../api/links';
import { useNow } from '../api/session';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { Asked } from './HowToSend';
import { NewLink } from './NewLink';
import { ShareDialog } from './ShareDialog';
import styles from './sharing.module.css';

export function Sharing({ app, intake }: { app: string; intake: IntakeShown }) {
  const { t } = useTranslation();
  const found = useLinks(app, intake.key);
  const acts = useLinkActs(app, intake.key);
  const [making, setMaking] = useState(false);
  const [shared, setShared] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ act: 'renew' | 'revoke'; link: IntakeLink } | null>(null);
  if (found.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={3} line={56} />
      </LoadingState>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const { items, parameters, origins } = found.data;
  const failed = [acts.renew, acts.revoke].find((act) => act.isError);
  const open = items.find((one) => one.id === shared);
  return (
    <section aria-label={t('sharing.title')}>
      {failed?.error && <Banner tone="bad" title={failed.error.message} />}
      {items.length === 0 ? (
        <EmptyState
          icon="link"
          title={t('sharing.none')}
          actions={
            <Button variant="solid" icon="plus" onClick={() => setMaking(true)}>
              {t('sharing.make')}
            </Button>
          }
        >
          {t('sharing.noneWords')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.bar}>
            <p>{t('sharing.words')}</p>
            <Button size="small" icon="plus" onClick={() => setMaking(true)}>
              {t('sharing.make')}
            </Button>
          </div>
          <ul className={styles.links}>
            {items.map((link) => (
              <Row key={link.id} link={link} onShare={() => setShared(link.id)} onAsk={(act) => setAsking({ act, link })} />
            ))}
          </ul>
        </>
      )}
      {making && (
        <NewLink
          app={app}
          intake={intake.key}
          parameters={parameters}
          onClose={() => setMaking(false)}
          onMade={(id) => {
            setMaking(false);
            setShared(id);
          }}
        />
      )}
      {open?.path && <ShareDialog app={app} intake={intake} link={open} path={open.path} origins={origins} onClose={() => setShared(null)} />}
      {asking && (
        <Asked title={t(`sharing.${asking.act}`)} words={t(`sharing.${asking.act}Words`, { title: nameOf(asking.link) || t('sharing.unnamed') })} onClose={() => setAsking(null)} onGo={() => acts[asking.act].mutate(asking.link.id)} />
      )}
    </section>
  );
}

/** The title, and what the link says of itself. */
export function nameOf(link: IntakeLink): string {
  return [link.title, ...Object.values(link.parameters)].filter(Boolean).join(' · ');
}

function Row({ link, onShare, onAsk }: { link: IntakeLink; onShare: () => void; onAsk: (act: 'renew' | 'revoke') => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const name = nameOf(link) || t('sharing.unnamed');
  return (
    <li className={styles.link} data-over={link.path === null || undefined}>
      <div className={styles.words}>
        <h3>
          {name} {link.path === null && <Tag tone="plain">{t('sharing.revoked')}</Tag>}
        </h3>
        <p>{t('sharing.made', { who: link.made_by, at: shortMoment(link.made_at, now) })}</p>
      </div>
      <dl className={styles.counts}>
        {(['today', 'all', 'kept'] as const).map((one) => (
          <div key={one}>
            <dt>{t(`sharing.counts.${one}`)}</dt>
            <dd>{link[one]}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.acts}>
        {link.path !== null && (
          <Button size="small" icon="link" aria-label={t('sharing.shareOf', { name })} onClick={onShare}>
            {t('sharing.share')}
          </Button>
        )}
        <Button size="small" icon="redo" aria-label={`${t('sharing.renew')} · ${name}`} onClick={() => onAsk('renew')}>
          {t('sharing.renew')}
        </Button>
        {link.path !== null && (
          <Button size="small" icon="close" aria-label={`${t('sharing.revoke')} · ${name}`} onClick={() => onAsk('revoke')}>
            {t('sharing.revoke')}
          </Button>
        )}
      </div>
    </li>
  );
}
