/** What keeps a draft from being saved, and what to do: somebody else works on it, it was changed meanwhile, it was published anew, the server is away. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useStore } from '../../lib/useStore';
import { Button } from '../../ui/Button/Button';
import { Banner } from '../../ui/States/States';
import type { DraftSession } from './session';

export function Troubles({ session }: { session: DraftSession }) {
  const { t } = useTranslation();
  const { phase, holder, trouble, base, revision, version } = useStore(session);
  const [busy, setBusy] = useState(false);
  const doing = (act: () => Promise<unknown>) => () => {
    setBusy(true);
    void act().finally(() => setBusy(false));
  };
  const takeOver = (
    <Button busy={busy} onClick={doing(session.takeOver)}>
      {t('designer.takeOver')}
    </Button>
  );
  if (phase === 'held') return <Banner tone="warning" title={trouble ?? t('designer.heldBy', { name: holder ?? '' })} actions={takeOver} />;
  if (phase === 'clash') {
    return (
      <Banner
        tone="warning"
        title={t('designer.clash')}
        actions={
          <>
            <Button busy={busy} onClick={doing(session.takeTheirs)}>
              {t('designer.takeTheirs')}
            </Button>
            <Button busy={busy} onClick={doing(session.putMine)}>
              {t('designer.putMine')}
            </Button>
          </>
        }
      >
        {t('designer.clashWords')}
      </Banner>
    );
  }
  if (phase === 'waiting') return <Banner tone="warning" title={t('designer.waiting')}>{t('designer.waitingWords')}</Banner>;
  if (phase === 'refused') return <Banner tone="bad" title={trouble ?? t('designer.refused')} />;
  if (holder) return <Banner tone="info" icon="user" title={t('designer.heldBy', { name: holder })} actions={takeOver} />;
  if (version > 0 && base !== revision) {
    return (
      <Banner
        tone="warning"
        title={t('designer.overtaken')}
        actions={
          <>
            <Button busy={busy} onClick={doing(session.discard)}>
              {t('designer.takePublished')}
            </Button>
            <Button busy={busy} onClick={doing(session.keepMine)}>
              {t('designer.putMine')}
            </Button>
          </>
        }
      >
        {t('designer.overtakenWords')}
      </Banner>
    );
  }
  return null;
}
