/** The items of a checklist: how far it is, and each with its tick, its evidence and its remark. */
import { useId, useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { uploadFile } from '../../../api/uploading';
import type { Labels } from '../../../lib/defineField';
import { momentText } from '../../../lib/time';
import { Button } from '../../../ui/Button/Button';
import { Checkbox } from '../../../ui/Checkbox/Checkbox';
import { FileDrop } from '../../../ui/FileDrop/FileDrop';
import { Icon } from '../../../ui/Icon/Icon';
import { TextArea } from '../../../ui/TextArea/TextArea';
import { classes } from '../../../ui/classes';
import { Missing } from '../Missing';
import { Ratio } from './Ratio';
import { lacking, progress, type Deed, type Item } from './model';
import styles from './checklist.module.css';

interface Props {
  id?: string;
  field: string;
  items: Item[];
  labels?: Labels;
  /** The parts of an item that may be filled in; none where one may only read. */
  may: ReadonlySet<string>;
  onDeed: (item: Item, deed: Deed) => void;
  /** Items on their way to the server. */
  busy?: ReadonlySet<string>;
  /** Sentences by item. */
  faults?: Readonly<Record<string, string>>;
  invalid?: boolean;
  describedBy?: string;
}

const many = 12;

export function ItemList({ items, ...props }: Props) {
  const { t } = useTranslation();
  const [openOnly, setOpenOnly] = useState(false);
  const { done, total } = progress(items);
  if (total === 0) return <Missing />;
  const shown = openOnly ? items.filter((item) => !item.done || props.busy?.has(item.id)) : items;
  const knowsDone = items.some((item) => 'done' in item);
  return (
    <div className={styles.list}>
      {knowsDone && (
        <div className={styles.head}>
          <Ratio done={done} total={total} />
          {total > many && (
            <Button size="small" variant="quiet" icon="filter" pressed={openOnly} onClick={() => setOpenOnly(!openOnly)}>
              {t('checklist.openOnly')}
            </Button>
          )}
        </div>
      )}
      <ul className={styles.items}>
        {shown.map((item, place) => (
          <Row key={item.id} item={item} knowsDone={knowsDone} {...props} id={place === 0 ? props.id : undefined} />
        ))}
      </ul>
      {shown.length === 0 && <p className={styles.note}>{t('checklist.allDone')}</p>}
    </div>
  );
}

interface RowProps extends Omit<Props, 'items'> {
  item: Item;
  knowsDone: boolean;
}

function Row({ id, field, item, labels, may, knowsDone, onDeed, busy, faults, invalid, describedBy }: RowProps) {
  const { t } = useTranslation();
  const own = useId();
  const missing = lacking(item);
  const waits = busy?.has(item.id);
  const fault = faults?.[item.id];
  const note = missing > 0 && !item.done ? t('checklist.lacking', { count: missing }) : null;
  const said = [note && `${own}-note`, fault && `${own}-fault`, describedBy].filter(Boolean).join(' ') || undefined;
  return (
    <li className={classes(styles.item, item.done && styles.done)} aria-busy={waits || undefined}>
      <div className={styles.line}>
        {may.has('done') ? (
          <span className={styles.tick}>
            <Checkbox id={id} checked={item.done === true} invalid={invalid || Boolean(fault)} disabled={waits || (missing > 0 && !item.done)} describedBy={said} onChange={(done) => onDeed(item, { done })}>
              <span className={styles.text}>{item.text}</span>
            </Checkbox>
          </span>
        ) : (
          <span className={styles.read}>
            {knowsDone && <Icon name={item.done ? 'check' : 'minus'} size={16} />}
            {knowsDone && <span className="visually-hidden">{t(item.done ? 'checklist.done' : 'checklist.open')}</span>}
            <span className={styles.text}>{item.text}</span>
          </span>
        )}
        {item.done && <Who item={item} label={labels?.[`${field}/${item.id}/done_by`]} />}
      </div>
      {note && (
        <p id={`${own}-note`} className={styles.note}>
          {note}
        </p>
      )}
      <div className={styles.below}>
        <Evidence item={item} may={may.has('evidence')} waits={waits} onDeed={onDeed} />
        <Remark item={item} may={may.has('remark')} waits={waits} onDeed={onDeed} />
      </div>
      {fault && (
        <p id={`${own}-fault`} className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </li>
  );
}

function Who({ item, label }: { item: Item; label?: string | null }) {
  const { t } = useTranslation();
  if (item.told?.includes('done')) return <span className={styles.who}>{t('checklist.notSaved')}</span>;
  return <span className={styles.who}>{[label, item.done_at && momentText(item.done_at)].filter(Boolean).join(' · ')}</span>;
}

function Evidence({ item, may, waits, onDeed }: { item: Item; may: boolean; waits?: boolean; onDeed: Props['onDeed'] }) {
  const { t } = useTranslation();
  const [sending, setSending] = useState(0);
  const [failed, setFailed] = useState('');
  const files = item.evidence ?? [];
  // Nothing to prove, nothing proved: the line stays as short as its words.
  const wanted = may && ((item.minimum ?? 0) > 0 || files.length > 0);
  const [asked, setAsked] = useState(false);
  if (!may && files.length === 0) return null;

  const send = async (chosen: File[]) => {
    setSending(chosen.length);
    setFailed('');
    const sent = await Promise.allSettled(chosen.map(uploadFile));
    setSending(0);
    const good = sent.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (good.length < chosen.length) setFailed(t('checklist.notSent'));
    if (good.length > 0) onDeed(item, { evidence: [...files, ...good] });
  };
  return (
    <>
      {files.map((file) => (
        <span key={file.id} className={styles.file}>
          {file.media_type.startsWith('image/') ? <img className={styles.thumb} src={`/api/v1/files/${file.id}`} alt="" loading="lazy" /> : <Icon name="file" size={16} />}
          <a href={`/api/v1/files/${file.id}`} download={file.name}>
            {file.name}
          </a>
          {may && <Button size="small" variant="quiet" icon="close" label={t('fields.file.remove', { name: file.name })} disabled={waits} onClick={() => onDeed(item, { evidence: files.filter((one) => one !== file) })} />}
        </span>
      ))}
      {sending > 0 && <output className={styles.note}>{t('checklist.sending', { count: sending })}</output>}
      {failed && (
        <span className={styles.fault} role="alert">
          {failed}
        </span>
      )}
      {may && (wanted || asked) && sending === 0 && files.length < 20 && <FileDrop small title={t('checklist.addEvidence')} busy={waits} multiple onFiles={(chosen) => void send(chosen.slice(0, 20 - files.length))} />}
      {may && !wanted && !asked && (
        <Button size="small" variant="quiet" icon="upload" label={t('checklist.evidenceOf', { text: item.text })} onClick={() => setAsked(true)}>
          {t('checklist.evidence')}
        </Button>
      )}
    </>
  );
}

/** Sent when one leaves it, not with every key. */
function Remark({ item, may, waits, onDeed }: { item: Item; may: boolean; waits?: boolean; onDeed: Props['onDeed'] }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  if (!may) return item.remark ? <p className={styles.remark}>{item.remark}</p> : null;
  if (typed === null) {
    return (
      <>
        {item.remark && <p className={styles.remark}>{item.remark}</p>}
        <Button size="small" variant="quiet" icon="edit" disabled={waits} label={t('checklist.remarkOf', { text: item.text })} onClick={() => setTyped(item.remark ?? '')}>
          {t('checklist.remark')}
        </Button>
      </>
    );
  }
  return (
    <span className={styles.typing}>
      <TextArea
        label={t('checklist.remarkOf', { text: item.text })}
        rows={2}
        maxLength={2000}
        autoFocus
        value={typed}
        onChange={setTyped}
        onBlur={() => {
          setTyped(null);
          if (typed.trim() !== (item.remark ?? '')) onDeed(item, { remark: typed.trim() || null });
        }}
      />
    </span>
  );
}
