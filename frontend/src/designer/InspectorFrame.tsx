/** Beside what is designed: what is said of it; above it where there is little room, and gone on a phone. Enter on a piece leads in, Escape back to the piece. */
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNarrow } from '../lib/narrow';
import { Button } from '../ui/Button/Button';
import { Icon, type IconName } from '../ui/Icon/Icon';
import { Tabs, type Tab } from '../ui/Tabs/Tabs';
import { PartComments } from './comments/Comments';
import { EditOnly, useReadOnly } from './readOnly';
import frame from './frame.module.css';

interface Props {
  /** A piece of what is designed, not the whole. */
  chosen: boolean;
  /** To the piece with the keyboard. */
  onLeave: () => void;
  /** Nothing is chosen any more. */
  onClose: () => void;
  children: ReactNode;
}

export function InspectorFrame({ chosen, onLeave, onClose, children }: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const above = useReadOnly();
  const narrow = useNarrow();
  const close = () => {
    setAsked(false);
    onClose();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    // A list or dialogue that is open takes the key for itself.
    const target = event.target as HTMLElement;
    if (target.getAttribute('aria-expanded') === 'true' || target.closest('dialog,[role=menu]')) return;
    event.stopPropagation();
    onLeave();
    if (above) close();
  };
  if (narrow) return null;
  if (above && !chosen && !asked) {
    return (
      <span className={frame.ask}>
        <Button size="small" icon="gear" onClick={() => setAsked(true)}>
          {t('designer.settings')}
        </Button>
      </span>
    );
  }
  return (
    <aside data-inspector className={frame.inspector} aria-label={t('designer.inspector')} onKeyDown={leave}>
      {above && (
        <span className={frame.close}>
          <Button variant="quiet" size="small" icon="close" label={t('common.close')} onClick={close} />
        </span>
      )}
      {children}
    </aside>
  );
}

interface HeadProps {
  icon?: IconName;
  title: string;
  /** What sort of piece it is. */
  sort?: string;
  /** Where it stands in the document, by keys, for what is said of it. */
  part?: string;
}

export function InspectorHead({ icon, title, sort, part }: HeadProps) {
  return (
    <header className={frame.inspectorHead}>
      {icon && <Icon name={icon} />}
      <h2 dir="auto" title={title}>{title}</h2>
      {sort && <small>{sort}</small>}
      {part && <PartComments key={part} part={part} />}
    </header>
  );
}

/** What is said of a piece, in several parts; begins with the first. */
export function InspectorTabs({ tabs, children }: { tabs: readonly [Tab, ...Tab[]]; children: (tab: string) => ReactNode }) {
  const { t } = useTranslation();
  const panel = useId();
  const [tab, setTab] = useState(tabs[0].key);
  return (
    <>
      <div className={frame.inspectorTabs}>
        <Tabs label={t('designer.inspector')} panel={panel} value={tab} onChange={setTab} tabs={[...tabs]} />
      </div>
      <div id={panel} role="tabpanel" className={frame.inspectorBody}>
        {children(tab)}
      </div>
    </>
  );
}

/** What is done with the whole piece; `children` do not change it, such as trying it. */
export function PieceDeeds({ onCopy, onRemove, children }: { onCopy: () => void; onRemove: () => void; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={frame.deeds}>
      {children}
      <EditOnly>
        <Button size="small" icon="copy" onClick={onCopy}>
          {t('designer.duplicate')}
        </Button>
        <Button size="small" icon="trash" onClick={onRemove}>
          {t('designer.remove')}
        </Button>
      </EditOnly>
    </div>
  );
}

/** Into the first input, once what was chosen is drawn. */
export function enterInspector() {
  requestAnimationFrame(() => {
    const inspector = document.querySelector('[data-inspector]');
    const inputs = 'input,textarea,select,button';
    const first = inspector?.querySelector<HTMLElement>(`[role=tabpanel] :is(${inputs})`) ?? inspector?.querySelector<HTMLElement>(inputs);
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  });
}
