/** What an app is called, how its forms are ordered, its parameters, and what of other apps' forms it may read and write. Kept all together; it holds at once. */
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useTranslation } from '../../i18n/useTranslation';
import { useAppSettings, useChangeAppSettings } from '../../api/appSettings';
import { useContents, type Doc } from '../../api/drafts';
import { useToasts } from '../../desk/toasts';
import { localized, type Localized } from '../../lib/localized';
import { Problem } from '../../lib/problems';
import { Button } from '../../ui/Button/Button';
import { classes } from '../../ui/classes';
import { Swatch } from '../../ui/Swatch/Swatch';
import { Banner, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { EditOnly, ReadOnlyNote } from '../readOnly';
import { AroundContext, PanelContext, type Around } from '../settings/panel';
import { Rows } from '../settings/Rows';
import { same } from '../settings/same';
import { drawPanel, SchemaPanel } from '../settings/SchemaPanel';
import type { Schema, Value } from '../settings/schema';
import styles from '../designer.module.css';

export function AppSettings() {
  const { app = '' } = useParams();
  const found = useAppSettings(app);
  const contents = useContents(app, 'form');
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} heading />;
  if (contents.isError) return <ErrorState error={contents.error} onRetry={() => void contents.refetch()} heading />;
  if (!found.data || !contents.data) {
    return (
      <LoadingState>
        <Skeleton rows={8} line={44} />
      </LoadingState>
    );
  }
  return <Editing key={found.data.version} app={app} values={found.data.values} version={found.data.version} schema={found.data.schema as Schema} contents={contents.data.items as Around['contents']} />;
}

interface Props {
  app: string;
  values: Record<string, unknown>;
  version: string;
  schema: Schema;
  contents: Around['contents'];
}

/** What was typed and not saved yet, by app and version. */
const left = new Map<string, Value>();

function Editing({ app, values, version, schema, contents }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((store) => store.show);
  const change = useChangeAppSettings(app);
  const place = `${app} ${version}`;
  const [typed, setOnly] = useState<Value>(() => left.get(place) ?? values);
  const setTyped = (next: Value) => {
    left.set(place, next);
    setOnly(next);
  };
  const dirty = !same(typed, values);
  const refused = change.error instanceof Problem ? change.error : null;
  const around = useSurroundings(app, contents, refused);
  const title = localized(values.title as Localized) || app;
  useEffect(() => {
    globalThis.document.title = `${t('designer.app.title')} · ${title} · Loomwork`;
  }, [title, t]);
  useUnsaved(dirty);
  // Lists that are emptied are lists still.
  const whole = { ...typed, ...Object.fromEntries(['menu', 'parameters', 'reads', 'writes'].map((name) => [name, typed[name] ?? []])), summary: typed.summary ?? '' };
  // A new version draws this anew, and who is gone is told nothing by the library.
  const save = () =>
    void change.mutateAsync({ values: whole, version }).then(
      () => show(t('designer.app.saved')),
      () => undefined,
    );
  const members = schema.properties ?? {};
  // What would be wrong with documents stands at no member.
  const elsewhere = (refused?.document.errors ?? []).filter((one) => !((one.pointer ?? '').split('/')[1] ?? '' in members));
  return (
    <main className={styles.page} id="sheet" tabIndex={-1}>
      <header className={styles.bar}>
        <Button variant="quiet" icon="left" label={t('designer.back')} onClick={() => void navigate(`/build/${app}`)} />
        <Swatch of={app} size={26} />
        <div className={styles.names}>
          <h1>{t('designer.app.title')}</h1>
          <small>{title}</small>
        </div>
        <span className={classes(styles.state, styles.push)} role="status">
          {dirty ? t('designer.app.changed') : ''}
        </span>
        <EditOnly>
          <Button disabled={!dirty || change.isPending} onClick={() => (setTyped(values), change.reset())}>
            {t('designer.app.drop')}
          </Button>
          <Button variant="solid" busy={change.isPending} disabled={!dirty} onClick={save}>
            {t('parameters.save')}
          </Button>
        </EditOnly>
      </header>
      <ReadOnlyNote />
      <AroundContext value={around}>
        <PanelContext value={drawPanel}>
          <div className={styles.middle}>
            <div className={styles.sheet}>
              {change.error && (
                <Banner tone="bad" title={change.error.message}>
                  {elsewhere.map((one) => (
                    <p key={`${one.pointer}${one.detail}`}>{one.detail}</p>
                  ))}
                </Banner>
              )}
              <p className={styles.hint}>{t('designer.app.about')}</p>
              <SchemaPanel schema={schema} value={typed} pointer="" without={['menu', 'parameters', 'reads', 'writes']} onChange={setTyped} />
              <MenuOrder forms={contents.filter((one) => one.kind === 'form')} order={(typed.menu as string[] | undefined) ?? []} onChange={(menu) => setTyped({ ...typed, menu })} />
              <SchemaPanel schema={schema} value={typed} pointer="" without={['title', 'summary', 'menu']} onChange={setTyped} />
            </div>
          </div>
        </PanelContext>
      </AroundContext>
    </main>
  );
}

/** The forms in the order in which the app's panel shows them; what nobody ordered follows. */
function MenuOrder({ forms, order, onChange }: { forms: Around['contents']; order: readonly string[]; onChange: (order: string[]) => void }) {
  const { t } = useTranslation();
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const shown = forms.toSorted((a, b) => place(a.key) - place(b.key));
  const keys = shown.map((one) => one.key);
  if (forms.length < 2) return null;
  return (
    <section aria-label={t('designer.app.menu')}>
      <h2 className={styles.group}>{t('designer.app.menu')}</h2>
      <Rows
        label={t('designer.app.menu')}
        items={shown.map((one) => ({ key: one.key, title: localized((one.document as Doc).title as Localized) || one.key }))}
        onOrder={(places) => onChange(places.flatMap((at) => keys[at] ?? []))}
      />
    </section>
  );
}

function useSurroundings(app: string, contents: Around['contents'], refused: Problem | null): Around {
  return useMemo(() => {
    const wrong = new Map((refused?.document.errors ?? []).map((one) => [one.pointer ?? '', one.detail ?? one.title ?? '']));
    return {
      app,
      contents,
      subjects: {},
      beside: {},
      wrong: (pointer) => wrong.get(pointer),
      known: () => Promise.resolve(),
      reading: () => () => undefined,
      unreadAt: (pointer) => `${app}/settings#${pointer}`,
      undo: () => undefined,
    };
  }, [app, contents, refused]);
}

/** Asks before the page is closed with what was typed; who goes elsewhere in the app finds it again. */
function useUnsaved(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, [dirty]);
}
