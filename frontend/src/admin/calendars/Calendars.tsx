/** Working calendars: the company's and those of departments. One is edited as a draft and saved whole. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useCalendars, useSaveCalendar, useWithdrawCalendar, type CalendarDocument, type CalendarInfo } from '../../api/calendars';
import { useToasts } from '../../desk/toasts';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { Menu } from '../../ui/Menu/Menu';
import { Banner, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { Tabs } from '../../ui/Tabs/Tabs';
import { Editor } from './Editor';
import styles from './Calendars.module.css';

const fresh = 'new';
const emptyDocument: CalendarDocument = { title: '', holidays: null, hours: {}, days: {}, departments: [] };
const documentOf = (document: Record<string, unknown>): CalendarDocument => {
  const { title, holidays, hours, days, departments } = { ...emptyDocument, ...document };
  return { title, holidays, hours, days, departments };
};

export function Calendars() {
  const { t } = useTranslation();
  const calendars = useCalendars();
  const [chosen, setChosen] = useState<string | null>(null);
  const [copied, setCopied] = useState<CalendarDocument | null>(null);
  if (calendars.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={4} line={80} />
      </LoadingState>
    );
  }
  if (calendars.isError) return <ErrorState error={calendars.error} onRetry={() => void calendars.refetch()} />;
  const { items, offered } = calendars.data;
  const key = chosen === fresh && copied ? fresh : (items.find((one) => one.key === chosen)?.key ?? items[0]?.key ?? '');
  const info = items.find((one) => one.key === key);
  const start = (document: Record<string, unknown>, title: string) => {
    setCopied({ ...documentOf(document), title: t('calendars.copyOf', { title }), departments: [] });
    setChosen(fresh);
  };
  const sources = [...items.map((one) => ({ ...one, id: one.key })), ...offered.map((one) => ({ ...one, id: `${one.app}.${one.key}` }))];
  const tabs = [...items.map((one) => ({ key: one.key, title: one.title })), ...(key === fresh ? [{ key: fresh, title: t('calendars.new') }] : [])];
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Tabs label={t('admin.calendars')} panel="calendar" tabs={tabs} value={key} onChange={setChosen} />
        <span className={styles.grow} />
        <Menu
          label={t('calendars.add')}
          align="end"
          items={sources.map((one) => ({ key: one.id, title: t('calendars.copy', { title: one.title }), onChoose: () => start(one.document, one.title) }))}
          trigger={(button) => (
            <Button size="small" icon="plus" {...button}>
              {t('calendars.add')}
            </Button>
          )}
        />
      </div>
      <div id="calendar" role="tabpanel" aria-label={info?.title ?? t('calendars.new')}>
        {key === fresh && copied && <Draft key={fresh} info={null} start={copied} dirty onDone={setChosen} />}
        {info && <Draft key={`${info.key} ${info.revision}`} info={info} start={documentOf(info.document)} onDone={setChosen} />}
      </div>
    </div>
  );
}

interface DraftProps {
  /** Null for one that is not saved yet. */
  info: CalendarInfo | null;
  start: CalendarDocument;
  dirty?: boolean;
  onDone: (key: string | null) => void;
}

function Draft({ info, start, dirty = false, onDone }: DraftProps) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const save = useSaveCalendar();
  const withdraw = useWithdrawCalendar();
  const [document, setDocument] = useState(start);
  const [withdrawing, setWithdrawing] = useState(false);
  const changed = dirty || JSON.stringify(document) !== JSON.stringify(start);
  const send = () =>
    save.mutate(
      { key: info?.key ?? null, revision: info?.revision ?? 0, document },
      {
        onSuccess: (all) => {
          show(t('calendars.saved'));
          onDone(info?.key ?? all.items.at(-1)?.key ?? null);
        },
      },
    );
  const isOwn = info === null || info.revision > 0;
  return (
    <>
      {save.isError && <Banner tone="bad" title={save.error.message} />}
      {info?.revision === 0 && <Banner tone="info" icon="calendar" title={t('calendars.usual')} />}
      <Editor document={document} names={info?.departments ?? {}} company={info?.key === 'company'} onChange={setDocument} />
      <footer className={styles.foot}>
        {info && isOwn && (
          <Button variant="quiet" onClick={() => setWithdrawing(true)}>
            {t(info.key === 'company' ? 'calendars.reset' : 'calendars.withdraw')}
          </Button>
        )}
        <span className={styles.grow} aria-live="polite">
          {changed && t('calendars.unsaved')}
        </span>
        <Button disabled={!changed} onClick={() => (info ? setDocument(start) : onDone(null))}>
          {t('calendars.discard')}
        </Button>
        <Button variant="solid" disabled={!changed} busy={save.isPending} onClick={send}>
          {t('calendars.save')}
        </Button>
      </footer>
      {withdrawing && info && (
        <Dialog
          title={t(info.key === 'company' ? 'calendars.resetTitle' : 'calendars.withdrawTitle', { title: info.title })}
          onClose={() => setWithdrawing(false)}
          locked={withdraw.isPending}
          foot={
            <>
              <span className={styles.grow} />
              <Button onClick={() => setWithdrawing(false)}>{t('common.cancel')}</Button>
              <Button variant="solid" busy={withdraw.isPending} onClick={() => withdraw.mutate({ key: info.key, revision: info.revision }, { onSuccess: () => onDone(null) })}>
                {t(info.key === 'company' ? 'calendars.reset' : 'calendars.withdraw')}
              </Button>
            </>
          }
        >
          <p>{t(info.key === 'company' ? 'calendars.resetWords' : 'calendars.withdrawWords')}</p>
          {withdraw.isError && <Banner tone="bad" title={withdraw.error.message} />}
        </Dialog>
      )}
    </>
  );
}
