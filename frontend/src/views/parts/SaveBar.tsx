/** What a person has set of a view and not kept: says so, takes it back, or keeps it as a view of his own. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { RecordQuery } from '../../api/records';
import type { FormInfo } from '../../api/types';
import { useSavedViews, type ViewInfo } from '../../api/views';
import { useUrlState } from '../../apps/urlState';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Banner } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { settable } from '../table/state';
import styles from './parts.module.css';

interface Props {
  app: string;
  form: FormInfo;
  view: ViewInfo | null;
  type: string;
  columns: string[];
  query: RecordQuery;
  sort: string[];
  settings?: () => Record<string, unknown>;
}

const set = ['filter', 'drawing', ...settable] as const;
/** What leaves a view as its document has it. */
export const asSaved = Object.fromEntries(set.map((name) => [name, null]));

export function SaveBar({ app, form, view, type, columns, query, sort, settings }: Props) {
  const { t } = useTranslation();
  const [url, setUrl] = useUrlState();
  const [naming, setNaming] = useState(false);
  const saved = useSavedViews(app, form.key);
  if (!set.some((name) => url.has(name))) return null;
  const all = () => ({
    columns,
    filter: query.filter ?? null,
    sort: sort.map((step) => ({ field: step.replace(/^-/, ''), descending: step.startsWith('-') })),
    ...view?.parts,
    ...view?.options,
    ...settings?.(),
  });
  const mine = view?.saved?.mine ? view : null;
  const keep = () => mine && saved.change.mutate({ view: mine.key, settings: all() }, { onSuccess: () => setUrl(asSaved) });
  const failure = saved.change.error;
  return (
    <span className={styles.save}>
      <span className={styles.unsaved} role="status">
        {failure ? failure.message : t('views.saved.changed')}
      </span>
      <Button size="small" variant="quiet" onClick={() => setUrl(asSaved)}>
        {t('views.saved.restore')}
      </Button>
      {mine && (
        <Button size="small" busy={saved.change.isPending} onClick={keep}>
          {t('views.saved.keep')}
        </Button>
      )}
      <Button size="small" variant={mine ? 'quiet' : 'line'} onClick={() => setNaming(true)}>
        {t(mine ? 'views.saved.another' : 'views.saved.save')}
      </Button>
      {naming && <NameDialog title={t('views.saved.save')} onName={(title) => saved.save.mutateAsync({ title, type, settings: all() }).then(({ key }) => setUrl({ ...asSaved, view: key }))} onClose={() => setNaming(false)} />}
    </span>
  );
}

interface NameProps {
  title: string;
  name?: string;
  onName: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks what a view is called. */
export function NameDialog({ title, name = '', onName, onClose }: NameProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = () => {
    if (!text.trim() || busy) return;
    setBusy(true);
    onName(text.trim())
      .then(onClose)
      .catch((error: Error) => setFailure(error.message))
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <span style={{ flex: 1 }} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" busy={busy} disabled={!text.trim()} onClick={save}>
            {t('views.saved.name')}
          </Button>
        </>
      }
    >
      {failure && <Banner tone="bad" title={failure} />}
      <FieldFrame id="view-name" label={t('views.saved.title')} required>
        <TextInput id="view-name" autoFocus value={text} maxLength={60} placeholder={t('views.saved.example')} onChange={setText} onEnter={save} />
      </FieldFrame>
    </Dialog>
  );
}
