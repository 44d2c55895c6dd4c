/** One link, ready to be given away: as an address, as a QR code to print, as a snippet for a web page. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { IntakeShown } from '../api/intakes';
import { codePath, type IntakeLink } from '../api/links';
import { listed } from '../lib/listed';
import { Dialog } from '../ui/Dialog/Dialog';
import { Icon } from '../ui/Icon/Icon';
import { Banner } from '../ui/States/States';
import { Tabs } from '../ui/Tabs/Tabs';
import { Copied } from './Copied';
import styles from './sharing.module.css';

interface Props {
  app: string;
  intake: IntakeShown;
  link: IntakeLink;
  path: string;
  origins: string[];
  onClose: () => void;
}

const places = ['link', 'code', 'embed'] as const;

export function ShareDialog({ app, intake, link, path, origins, onClose }: Props) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<string>('link');
  const address = `${globalThis.location.origin}${path}`;
  const name = [link.title, ...Object.values(link.parameters)].filter(Boolean).join(' · ');
  return (
    <Dialog title={t('sharing.shareOf', { name: name || intake.title })} subtitle={intake.title} onClose={onClose}>
      <div className={styles.share}>
        <div className={styles.tabs}>
          <Tabs label={t('sharing.share')} panel="share" tabs={places.map((one) => ({ key: one, title: t(`sharing.places.${one}`) }))} value={place} onChange={setPlace} />
        </div>
        <div id="share" role="tabpanel" aria-label={t(`sharing.places.${place}`)}>
          {place === 'link' && (
            <>
              <p>{t('sharing.linkWords')}</p>
              <Copied text={address} label={t('sharing.places.link')} />
              <a className={styles.out} href={path} target="_blank" rel="noreferrer">
                <Icon name="external" size={16} /> {t('sharing.open')}
              </a>
            </>
          )}
          {place === 'code' && (
            <>
              <p>{t('sharing.codeWords')}</p>
              <img className={styles.code} src={codePath(app, intake.key, link.id, 'svg')} alt={t('sharing.codeOf', { name: name || intake.title })} />
              <div className={styles.files}>
                {(['svg', 'png'] as const).map((kind) => (
                  <a key={kind} className={styles.out} href={codePath(app, intake.key, link.id, kind)} download>
                    <Icon name="download" size={16} /> {kind.toUpperCase()}
                  </a>
                ))}
              </div>
            </>
          )}
          {place === 'embed' &&
            (origins.length === 0 ? (
              <Banner tone="plain" icon="lock" title={t('sharing.noOrigins')}>
                {t('sharing.noOriginsWords')}
              </Banner>
            ) : (
              <>
                <p>{t('sharing.embedWords', { sites: listed(origins) })}</p>
                <Copied text={snippet(address, intake.title)} label={t('sharing.places.embed')} lines />
              </>
            ))}
        </div>
      </div>
    </Dialog>
  );
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.codePointAt(0)};`);

function snippet(address: string, title: string): string {
  const script = new URL('/f/embed.js', address).href;
  return `<iframe src="${address}" title="${escaped(title)}" style="width:100%;height:640px;border:0"></iframe>\n<script src="${script}" async></script>`;
}
