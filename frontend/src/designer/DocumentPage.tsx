/** One document in its designer: its own frame with the draft's state, undo and redo, and what is wrong at its foot. */
import { useEffect, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useTranslation } from '../i18n/useTranslation';
import { useContents, useDocuments, useKindSchema, useProblems, type Doc, type DraftProblem } from '../api/drafts';
import { localized, type Localized } from '../lib/localized';
import { timeOf } from '../lib/time';
import { useStore } from '../lib/useStore';
import { Button, Kbd } from '../ui/Button/Button';
import { Menu } from '../ui/Menu/Menu';
import { Swatch } from '../ui/Swatch/Swatch';
import { Banner, ErrorState, LoadingState } from '../ui/States/States';
import { Popover } from '../ui/Popover/Popover';
import { steady } from './draft/unread';
import { useUnreadHere } from './draft/unreadProblems';
import { CommentsButton } from './comments/Comments';
import { useDraft } from './draft/useDraft';
import type { DraftSession } from './draft/session';
import { Troubles } from './draft/Troubles';
import { designers } from './kinds';
import { JsonView } from './json/JsonView';
import { KindTabs } from './documents/KindTabs';
import { titleIn } from './documents/titled';
import { placeOf } from './preview/places';
import { PreviewPane } from './preview/PreviewPane';
import { useReader } from './preview/reader';
import { Split } from './preview/Split';
import { PublishDialog } from './publishing/PublishDialog';
import { EditOnly, ReadOnlyNote, useReadOnly } from './readOnly';
import { Revisions } from './publishing/Revisions';
import { AroundContext, PanelContext, type Around } from './settings/panel';
import { drawPanel, SchemaPanel } from './settings/SchemaPanel';
import type { Schema } from './settings/schema';
import { TryPane } from './trying/TryPane';
import { isTried } from './trying/wanted';
import styles from './designer.module.css';

/** What documents may name: read whole, since formulas and panels ask for any of them. */
const named = 'form,options,role,view,page,workflow,message,ranking,metric,pool,decision_table,ledger,calendar,connection,alarm,obligation,areas,intake';

export function DocumentPage() {
  const { app = '', kind = '', key = '' } = useParams();
  const draft = useDraft({ app, kind, key });
  const contents = useContents(app, named);
  if (draft.error) return <ErrorState error={draft.error} onRetry={draft.retry} heading />;
  if (contents.isError) return <ErrorState error={contents.error} onRetry={() => void contents.refetch()} heading />;
  if (!draft.session || !contents.data) return <LoadingState />;
  return <Designing app={app} kind={kind} session={draft.session} contents={contents.data.items as Around['contents']} />;
}

interface Props {
  app: string;
  kind: string;
  session: DraftSession;
  contents: Around['contents'];
}

function Designing({ app, kind, session, contents }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const state = useStore(session);
  const documents = useDocuments(app);
  const problems = useProblems(app, state.version);
  const [asJson, setAsJson] = useState(false);
  const [open, setOpen] = useState<'publish' | 'revisions' | null>(null);
  const { document } = state;
  const key = String(document.key ?? state.published?.key ?? '');
  const told = problems.data?.items ?? none;
  const unread = useUnreadHere({ app, kind, key }, document, session.place);
  const found = useMemo(() => told.filter((one) => one.app === app && one.kind === kind && one.key === key), [told, app, kind, key]);
  const own = useMemo(() => [...unread, ...found], [unread, found]);
  // What is said of text that was not read stands at the text itself.
  const around = useAroundOf(app, kind, document, contents, found, session);
  // Answers that come late were worked out from what stood here then.
  const readOnly = useReadOnly();
  const change = (made: Doc) => {
    if (!readOnly) session.edit(made, document);
  };
  const gone = Object.keys(document).length === 0;
  const title = localized((gone ? state.published?.title : document.title) as Localized) || key;
  const publish = () => void session.settle().then(() => setOpen('publish'));
  useDesignerKeys(readOnly ? {} : { undo: () => void session.undo(), redo: () => void session.redo(), save: () => void session.settle(), publish });
  useEffect(() => {
    globalThis.document.title = `${title} · Loomwork`;
  }, [title]);
  const Designer = designers[kind];
  const appTitle = documents.data?.app.title ?? app;
  return (
    <main className={styles.page} id="sheet" tabIndex={-1}>
      <header className={styles.bar}>
        <Button variant="quiet" icon="left" label={t('designer.back')} onClick={() => void navigate(`/build/${app}?kind=${kind}`)} />
        <Swatch of={app} size={26} />
        <div className={styles.names}>
          <h1 dir="auto" title={title}>{title}</h1>
          <small>{appTitle}</small>
        </div>
        <KindTabs app={app} here={kind} />
        <span className={styles.state} role="status">
          {t(`designer.phase.${state.phase}`, { at: state.savedAt ? timeOf(state.savedAt) : '' })}
        </span>
        <EditOnly>
          <Button variant="quiet" icon="undo" label={t('designer.undo')} shortcut="Ctrl Z" disabled={state.undo === 0 && state.phase !== 'unsaved'} onClick={() => void session.undo()} />
          <Button variant="quiet" icon="redo" label={t('designer.redo')} shortcut="Ctrl Shift Z" disabled={state.redo === 0} onClick={() => void session.redo()} />
        </EditOnly>
        <AroundContext value={around}>
          <CommentsButton place={{ app, kind, key }} />
        </AroundContext>
        <Button variant="quiet" icon="code" label={t('designer.asJson')} pressed={asJson} onClick={() => setAsJson(!asJson)} />
        <EditOnly>
          <Menu
            label={t('designer.more')}
            align="end"
            trigger={(props) => <Button variant="quiet" icon="more" label={t('designer.more')} {...props} />}
            items={[
              ...(state.revision > 0 ? [{ key: 'revisions', title: t('designer.revisions'), icon: 'history' as const, onChoose: () => setOpen('revisions') }] : []),
              ...(state.version > 0 ? [{ key: 'discard', title: t('designer.discard'), icon: 'trash' as const, danger: true, onChoose: () => void session.discard().then(() => state.revision === 0 && navigate(`/build/${app}`)) }] : []),
              ...(state.revision > 0 && !gone ? [{ key: 'withdraw', title: t('designer.withdraw'), icon: 'close' as const, danger: true, onChoose: () => void session.withdraw() }] : []),
            ]}
          />
          <Button variant="solid" onClick={publish} aria-keyshortcuts="Control+Enter">
            {t('designer.publish')}
          </Button>
        </EditOnly>
      </header>
      <ReadOnlyNote />
      <Troubles session={session} />
      <AroundContext value={around}>
        <PanelContext value={drawPanel}>
        {gone && (
          <div className={styles.middle}>
            <Banner tone="warning" title={t('designer.withdrawn')} actions={<Button onClick={() => void session.undo()}>{t('designer.undo')}</Button>} />
          </div>
        )}
        {!gone && asJson && <JsonView document={document} problems={own} onChange={change} />}
        {!gone && !asJson && Designer && <Designer app={app} document={document} published={state.published} problems={own} version={state.version} onChange={change} />}
        {!gone && !asJson && !Designer && <PanelDesigner app={app} kind={kind} document={document} version={state.version} verdict={own.length > 0 ? 'wrong' : problems.isSuccess && !problems.isFetching ? 'good' : null} onChange={change} />}
        </PanelContext>
      </AroundContext>
      <Foot app={app} own={own} all={[...unread, ...told]} titleOf={(one) => titleIn(documents.data?.items, one)} />
      {open === 'publish' && <PublishDialog app={app} onClose={() => setOpen(null)} onPublished={() => void session.reload()} />}
      {open === 'revisions' && <Revisions place={{ app, kind, key }} onRestore={(revision) => void session.restore(revision).then(() => setOpen(null))} onClose={() => setOpen(null)} />}
    </main>
  );
}

const none: readonly DraftProblem[] = [];

/** Whose fields names of this document stand for, and what is wrong where. */
function useAroundOf(app: string, kind: string, document: Doc, contents: Around['contents'], problems: readonly DraftProblem[], session: DraftSession): Around {
  return useMemo(() => {
    const own = String(document.key ?? '');
    const others = contents.filter((one) => one.kind !== kind || one.key !== own);
    const form = kind === 'form' ? own : typeof document.form === 'string' ? document.form : ((document.trigger as { form?: string } | undefined)?.form ?? (kind === 'ranking' ? formRankedFor(others, own) : undefined));
    const wrong = new Map(problems.map((one) => [one.pointer, one.detail]));
    return { app, own: { kind, key: own }, contents: own ? [...others, { kind, key: own, document }] : others, subjects: { record: form }, beside: document, wrong: (pointer) => wrong.get(pointer), known: session.flush, reading: session.reading, unreadAt: (pointer) => `${session.place}#${steady(document, pointer)}`, undo: () => void session.undo() };
  }, [app, kind, document, contents, problems, session]);
}

/** A ranking serves records of any form; its formulas name the fields of that whose workflow asks for it. */
function formRankedFor(contents: Around['contents'], ranking: string): string | undefined {
  const asks = contents.find(({ kind, document }) => kind === 'workflow' && Array.isArray(document.nodes) && (document.nodes as { settings?: { ranking?: string } }[]).some((node) => node.settings?.ranking === ranking));
  return (asks?.document.trigger as { form?: string } | undefined)?.form;
}

interface PanelProps {
  app: string;
  kind: string;
  document: Doc;
  version: number;
  verdict: 'good' | 'wrong' | null;
  onChange: (document: Doc) => void;
}

function PanelDesigner({ app, kind, document, version, verdict, onChange }: PanelProps) {
  const schema = useKindSchema(kind);
  const reader = useReader(app, document);
  if (schema.isPending) return <LoadingState />;
  if (schema.isError) return <ErrorState error={schema.error} onRetry={() => void schema.refetch()} />;
  const panel = <SchemaPanel schema={schema.data as Schema} value={document} pointer="" without={['kind', 'key']} onChange={onChange} />;
  const page = placeOf(app, kind, document);
  if (page !== null) return <Split panel={panel} preview={<PreviewPane app={app} page={page} version={version} verdict={verdict} reader={reader} />} />;
  if (isTried(kind)) return <Split panel={panel} preview={<TryPane app={app} kind={kind} document={document} version={version} verdict={verdict} />} />;
  return (
    <div className={styles.middle}>
      <div className={styles.sheet}>{panel}</div>
    </div>
  );
}

function Foot({ app, own, all, titleOf }: { app: string; own: readonly DraftProblem[]; all: readonly DraftProblem[]; titleOf: (one: DraftProblem) => string }) {
  const { t } = useTranslation();
  const elsewhere = all.length - own.length;
  return (
    <footer className={styles.foot}>
      {all.length === 0 ? (
        <span>{t('designer.noProblems')}</span>
      ) : (
        <Popover
          label={t('designer.problems')}
          side="above"
          className={styles.problems}
          trigger={(props) => (
            <Button variant="quiet" size="small" icon="warn" {...props}>
              {t('designer.problemCount', { count: own.length, elsewhere })}
            </Button>
          )}
        >
          {() => (
            <ul>
              {all.map((one) => (
                <li key={`${one.kind}/${one.app}/${one.key}${one.pointer}${one.code}`}>
                  <Link to={`/build/${one.app}/${one.kind}/${one.key}`}>
                    <b>{one.app === app ? titleOf(one) : `${one.app}.${one.key}`}</b> {one.place}
                  </Link>
                  <p>{one.detail}</p>
                </li>
              ))}
            </ul>
          )}
        </Popover>
      )}
      {own[0] && (
        <span className={styles.firstProblem}>
          {[own[0].place, own[0].detail].filter(Boolean).join(' · ')}
        </span>
      )}
      <span className={styles.keys}>
        {t('designer.keys.move')} <Kbd>Alt ↑↓</Kbd> {t('designer.keys.copy')} <Kbd>Ctrl D</Kbd> {t('designer.keys.check')} <Kbd>Ctrl Enter</Kbd>
      </span>
    </footer>
  );
}

/** Ctrl keys of every designer; single letters belong to each. */
function useDesignerKeys({ undo, redo, save, publish }: { undo?: () => void; redo?: () => void; save?: () => void; publish?: () => void }) {
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.isComposing) return;
      const letter = event.key.toLowerCase();
      const typing = (event.target as HTMLElement).closest?.('input,textarea,[contenteditable=true]');
      // Within an input its own undo is meant.
      const act = letter === 's' ? save : event.key === 'Enter' ? publish : letter === 'z' && !typing ? (event.shiftKey ? redo : undo) : undefined;
      if (!act || (event.key === 'Enter' && globalThis.document.querySelector('dialog[open]'))) return;
      event.preventDefault();
      act();
    };
    globalThis.addEventListener('keydown', keys);
    return () => globalThis.removeEventListener('keydown', keys);
  });
}
