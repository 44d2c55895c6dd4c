/** What else one may do with a record: copy its link, make a new one after it, start a workflow, delete it (with a way back). */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { useApps, useDeleteRecord, useRestoreRecord } from '../api/records';
import { useFormStarts } from '../api/starts';
import type { FormInfo, RecordItem, StartOffer } from '../api/types';
import { useMay } from '../desk/session';
import { useToasts } from '../desk/toasts';
import { StartDialog } from '../starts/StartDialog';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { Menu, type MenuItem } from '../ui/Menu/Menu';
import { Banner } from '../ui/States/States';
import { titleOf } from './Value';

interface Props {
  app: string;
  form: FormInfo;
  record: RecordItem;
  onGone: () => void;
}

export function RecordMenu({ app, form, record, onGone }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [starting, setStarting] = useState<StartOffer | null>(null);
  const starts = useFormStarts(app, form.key, record.id).data?.items ?? [];
  const items: MenuItem[] = [
    {
      key: 'link',
      title: t('records.copyLink'),
      icon: 'link',
      onChoose: () => void navigator.clipboard?.writeText(`${location.origin}/apps/${app}/${form.key}/${record.id}`),
    },
  ];
  if (form.may.create) items.push({ key: 'copy', title: t('records.copy'), icon: 'copy', onChoose: () => void navigate(`/apps/${app}/${form.key}/new?from=${record.id}`) });
  for (const one of starts.filter((offer) => offer.menu && offer.state !== 'unfit')) items.push({ key: `start ${one.app}.${one.workflow}`, title: t('starts.menu', { title: one.title }), icon: 'flow', onChoose: () => setStarting(one) });
  for (const { app: of, workflow } of useTried(app, form.key)) items.push({ key: `try-${of}-${workflow.key}`, title: t('rehearsal.menu', { workflow: workflow.title }), icon: 'play', onChoose: () => void navigate(`/apps/${of}/-/workflows/${workflow.key}/dry-run?record=${record.id}`) });
  if (form.may.delete) items.push({ key: 'delete', title: t('records.delete'), icon: 'trash', danger: true, onChoose: () => setAsking(true) });
  return (
    <>
      <Menu label={t('common.more')} align="end" items={items} trigger={(button) => <Button variant="quiet" icon="more" label={t('common.more')} {...button} />} />
      {starting && <StartDialog offer={starting} record={record.id} onClose={() => setStarting(null)} />}
      {asking && <DeleteDialog app={app} form={form} record={record} onGone={onGone} onClose={() => setAsking(false)} />}
    </>
  );
}

/** The workflows about such records, for who may try them out. */
function useTried(app: string, form: string) {
  const apps = useApps();
  const may = useMay();
  if (!may('workflows.manage')) return [];
  return (apps.data?.items ?? []).flatMap((one) => one.workflows.filter((workflow) => workflow.form === `${app}.${form}`).map((workflow) => ({ app: one.key, workflow })));
}

export function DeleteDialog({ app, form, record, onGone, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useDeleteRecord(app, form.key);
  const restore = useRestoreRecord(app, form.key);
  const show = useToasts((store) => store.show);
  const title = titleOf(form, record);
  const confirm = () =>
    remove.mutate(record, {
      onSuccess: () => {
        show(t('records.deleted', { title }), { title: t('records.undo'), run: () => restore.mutate(record.id) });
        onGone();
      },
    });
  return (
    <Dialog
      title={t('records.deleteTitle', { title })}
      onClose={onClose}
      foot={
        <>
          <span style={{ flex: 1 }} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" busy={remove.isPending} onClick={confirm}>
            {t('records.deleteOne')}
          </Button>
        </>
      }
    >
      {remove.isError && <Banner tone="bad" title={remove.error.message} />}
      <p>{t('records.deleteWords')}</p>
    </Dialog>
  );
}
