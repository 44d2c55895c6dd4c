/** Ctrl K: reaches a place, an app's form, a new record or a record by its title. */
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { answer, client } from '../api/client';
import { keys } from '../api/queries';
import { useApps } from '../api/records';
import type { AppInfo } from '../api/types';
import { Dialog } from '../ui/Dialog/Dialog';
import { Icon, type IconName } from '../ui/Icon/Icon';
import { TextInput } from '../ui/TextInput/TextInput';
import { composing } from '../ui/control';
import { classes } from '../ui/classes';
import styles from './dialogs.module.css';

interface Hit {
  key: string;
  title: string;
  detail: string;
  icon: IconName;
  to: string;
}

/** Records of the first forms one may see; each form is asked for its own few best. */
function useRecordHits(apps: AppInfo[], text: string): Hit[] {
  const forms = useMemo(() => apps.flatMap((app) => app.forms.map((form) => ({ app, form }))).slice(0, 8), [apps]);
  return useQueries({
    queries: forms.map(({ app, form }) => ({
      queryKey: keys.choices(app.key, form.key, text),
      enabled: text.length > 1,
      staleTime: 30_000,
      placeholderData: keepPreviousData,
      queryFn: () =>
        answer(client.GET('/api/v1/apps/{app}/forms/{form}/choices', { params: { path: { app: app.key, form: form.key }, query: { search: text, limit: 5 } } })),
    })),
    combine: (answers) =>
      text.length < 2
        ? []
        : answers.flatMap((found, at) => {
            const place = forms[at];
            if (!place) return [];
            return (found.data?.items ?? []).map((item) => ({
              key: `${place.app.key}.${place.form.key}.${item.id}`, title: item.label, detail: `${place.app.title} · ${place.form.title}`, icon: 'file' as const, to: `/apps/${place.app.key}/${place.form.key}/${item.id}`,
            }));
          }),
  });
}

export function SearchDialog({ places, onClose }: { places: { to: string; title: string; icon: IconName }[]; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const apps = useApps().data?.items ?? [];
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const wanted = useDeferredValue(text.trim());
  const records = useRecordHits(apps, wanted);
  const fixed: Hit[] = [
    ...places.map((place) => ({ key: place.to, title: place.title, detail: t('search.place'), icon: place.icon, to: place.to })),
    ...apps.flatMap((app) =>
      app.forms.flatMap((form) => [
        { key: `${app.key}.${form.key}`, title: form.title, detail: app.title, icon: 'table' as const, to: `/apps/${app.key}/${form.key}` },
        ...(form.may_create ? [{ key: `${app.key}.${form.key}.new`, title: t('records.newOne', { form: form.title }), detail: app.title, icon: 'plus' as const, to: `/apps/${app.key}/${form.key}/new` }] : []),
      ]),
    ),
  ];
  const matching = fixed.filter((hit) => `${hit.title} ${hit.detail}`.toLowerCase().includes(wanted.toLowerCase()));
  const hits = [...records, ...matching].slice(0, 30);
  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    void navigate(hit.to);
  };
  const keysDown = (event: KeyboardEvent) => {
    if (composing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((was) => (hits.length ? (was + step + hits.length) % hits.length : 0));
    }
  };
  return (
    <Dialog title={t('common.search')} onClose={onClose}>
      <TextInput
        icon="search"
        autoFocus
        label={t('search.placeholder')}
        placeholder={t('search.placeholder')}
        value={text}
        onChange={(next) => {
          setText(next);
          setAt(0);
        }}
        onKeyDown={keysDown}
        onEnter={() => open(hits[at])}
      />
      <ul className={styles.found} aria-label={t('search.results')}>
        {hits.map((hit, place) => (
          <li key={hit.key}>
            <button type="button" className={classes(styles.hit, place === at && styles.at)} onPointerEnter={() => setAt(place)} onClick={() => open(hit)}>
              <Icon name={hit.icon} />
              <span>{hit.title}</span>
              <small>{hit.detail}</small>
            </button>
          </li>
        ))}
        {hits.length === 0 && <li className={styles.hit}>{t('common.nothingFound')}</li>}
      </ul>
    </Dialog>
  );
}
