/** A page of the app as the drafts would make it, on the screen of a device and with somebody's eyes, over the records there are. */
import { useEffect, useRef, useState } from 'react';
import { useDocuments } from '../../api/drafts';
import { isNarrow } from '../../desk/phoneAddress';
import { useMay } from '../../desk/session';
import { useTranslation } from '../../i18n/useTranslation';
import { changed, previewAddress, type Eyes } from '../../preview/address';
import { Button } from '../../ui/Button/Button';
import { PersonPicker } from '../../ui/PersonPicker/PersonPicker';
import { Select } from '../../ui/Select/Select';
import { Banner } from '../../ui/States/States';
import { useRoom } from './room';
import styles from './preview.module.css';

const devices = { desk: { icon: 'desktop', width: 1280 }, tablet: { icon: 'columns', width: 820 }, phone: { icon: 'mobile', width: 390 } } as const;
/** Our own pages, which need the session and their scripts; they may not lead the designer around them away. */
const ownPages = 'allow-scripts allow-same-origin allow-forms allow-popups';
type Device = keyof typeof devices;

interface Props {
  app: string;
  /** A page of the desk. */
  page: string;
  /** Another one for each saved state of the drafts. */
  version: number;
  /** "wrong": something is to be mended first, until then the last good state is shown; null while nobody knows. */
  verdict: 'good' | 'wrong' | null;
  /** The role with whose eyes one begins to look, "app.role"; one's own without. */
  reader: string | null;
}

export function PreviewPane({ app, page, version, verdict, reader }: Props) {
  const { t } = useTranslation();
  const [device, setDevice] = useState<Device>(() => (isNarrow() ? 'phone' : 'desk'));
  const [eyes, setEyes] = useState<Eyes>(reader === null ? { as: 'me' } : { as: 'role', of: reader });
  const frame = useRef<HTMLIFrameElement>(null);
  const [stand, room] = useRoom();
  const { width } = devices[device];
  const scale = Math.min(1, room.width / width);
  const aside = (room.width - width * scale) / 2;
  const address = previewAddress(app, eyes, device === 'phone' ? 'phone' : 'desk', page);
  const [loaded, setLoaded] = useState('');
  useEffect(() => {
    if (verdict === 'good') frame.current?.contentWindow?.postMessage({ told: changed, version }, location.origin);
  }, [version, verdict]);
  return (
    <section className={styles.pane} aria-label={t('designer.preview')}>
      <div className={styles.tools}>
        {(Object.keys(devices) as Device[]).map((one) => (
          <Button key={one} size="small" icon={devices[one].icon} pressed={device === one} onClick={() => setDevice(one)}>
            {t(`designer.widths.${one}`)}
          </Button>
        ))}
        <EyesPicker app={app} eyes={eyes} onChange={setEyes} />
        <a className={styles.apart} href={address} target="_blank" rel="noreferrer">
          {t('designer.previewApart')}
        </a>
      </div>
      {verdict === 'wrong' && <Banner tone="warning" title={t('designer.previewWaits')} />}
      <div className={styles.stand} ref={stand}>
        {room.width > 0 && (
          <iframe
            key={`${device}/${eyes.as}`}
            ref={frame}
            title={t('designer.previewOf')}
            sandbox={ownPages}
            src={address}
            className={styles.screen}
            aria-busy={loaded !== address}
            style={{ width, height: room.height / scale, transform: `scale(${scale})`, marginInlineStart: aside }}
            onLoad={() => setLoaded(address)}
          />
        )}
      </div>
      <p className={styles.hint}>{t('designer.previewKeepsNothing')}</p>
    </section>
  );
}

/** One's own eyes, a role's, or a colleague's: for those who may give rights. */
function EyesPicker({ app, eyes, onChange }: { app: string; eyes: Eyes; onChange: (eyes: Eyes) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const documents = useDocuments(app);
  const [naming, setNaming] = useState(false);
  if (!may('people.manage')) return null;
  const roles = (documents.data?.items ?? []).filter((one) => one.kind === 'role');
  const value = naming || eyes.as === 'person' ? 'person' : eyes.as === 'role' ? `role.${eyes.of}` : null;
  return (
    <>
      <span className={styles.eyes}>
        <Select
          size="small"
          label={t('designer.asRole')}
          value={value}
          empty={t('designer.asMe')}
          options={[...roles.map((one) => ({ value: `role.${app}.${one.key}`, label: t('designer.asOne', { role: one.title }) })), { value: 'person', label: t('designer.asColleague') }]}
          onChange={(chosen) => {
            setNaming(chosen === 'person');
            if (chosen !== 'person') onChange(chosen === null ? { as: 'me' } : { as: 'role', of: chosen.slice('role.'.length) });
          }}
        />
      </span>
      {value === 'person' && (
        <span className={styles.eyes}>
          <PersonPicker size="small" label={t('designer.colleague')} placeholder={t('designer.colleague')} value={eyes.as === 'person' ? eyes.of : null} onChange={(id) => onChange(id === null ? { as: 'me' } : { as: 'person', of: id })} />
        </span>
      )}
    </>
  );
}
