/** What an app consists of: its documents by kind, those that have a draft, and new ones. */
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useTranslation } from '../../i18n/useTranslation';
import { useDocuments, type ListedDocument } from '../../api/drafts';
import { usePilot } from '../../api/pilots';
import { listed } from '../../lib/listed';
import { Button } from '../../ui/Button/Button';
import { Icon } from '../../ui/Icon/Icon';
import { Menu } from '../../ui/Menu/Menu';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { Swatch } from '../../ui/Swatch/Swatch';
import { Tag } from '../../ui/Tag/Tag';
import { TextInput } from '../../ui/TextInput/TextInput';
import { PackDialog } from '../packing/PackDialog';
import { PublishDialog } from '../publishing/PublishDialog';
import { EditOnly, ReadOnlyNote, useReadOnly } from '../readOnly';
import { KindTabs, tabbed } from './KindTabs';
import { NewDocument } from './NewDocument';
import styles from '../designer.module.css';

export function DocumentsPage() {
  const { t } = useTranslation();
  const { app = '' } = useParams();
  const [asked, setAsked] = useSearchParams();
  const found = useDocuments(app);
  const pilot = usePilot(app).data;
  const navigate = useNavigate();
  const readOnly = useReadOnly();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<'new' | 'publish' | 'pack' | null>(null);
  const chosen = asked.get('kind') ?? 'form';
  if (found.isPending) {
    return (
      <main className={styles.page} id="sheet">
        <LoadingState>
          <Skeleton rows={8} line={44} />
        </LoadingState>
      </main>
    );
  }
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} heading />;
  const { items, kinds, app: info } = found.data;
  const mine = (one: { key: string }) => (chosen === 'other' ? !tabbed.includes(one.key) : one.key === chosen);
  const shownKinds = kinds.filter(mine);
  const drafts = items.filter((one) => one.draft).length;
  const fits = (one: ListedDocument) => `${one.title} ${one.key}`.toLowerCase().includes(search.toLowerCase());
  const groups = shownKinds.map((kind) => ({ kind, items: items.filter((one) => one.kind === kind.key && fits(one)) })).filter((group) => group.items.length > 0);
  const may = !readOnly && shownKinds.some((kind) => kind.may);
  return (
    <main className={styles.page} id="sheet" tabIndex={-1}>
      <header className={styles.bar}>
        <Button variant="quiet" icon="left" label={t('designer.toApp')} onClick={() => void navigate(`/apps/${app}`)} />
        <Swatch of={app} size={26} />
        <div className={styles.names}>
          <h1>{info.title}</h1>
          <small>{t('designer.builder')}</small>
        </div>
        <KindTabs app={app} here={chosen === 'other' ? 'other' : chosen} />
        <span className={styles.state}>{drafts > 0 ? t('designer.draftCount', { count: drafts }) : t('designer.allPublished')}</span>
        <Button icon="eye" onClick={() => void navigate(`/build/${app}/preview`)}>
          {t('designer.preview')}
        </Button>
        <EditOnly>
          <Menu
            label={t('designer.more')}
            align="end"
            trigger={(props) => <Button variant="quiet" icon="more" label={t('designer.more')} {...props} />}
            items={[{ key: 'settings', title: t('designer.app.title'), icon: 'edit', onChoose: () => void navigate(`/build/${app}/settings`) }, { key: 'pack', title: t('designer.pack.open'), icon: 'download', onChoose: () => setOpen('pack') }]}
          />
        </EditOnly>
        <Button variant="solid" disabled={drafts === 0} title={drafts === 0 ? t('designer.allPublished') : undefined} onClick={() => setOpen('publish')}>
          {t('designer.publish')}
        </Button>
      </header>
      <ReadOnlyNote />
      <div className={styles.middle}>
        <div className={styles.sheet}>
          <div className={styles.listTools}>
            <TextInput type="search" icon="search" label={t('common.search')} placeholder={t('common.search')} value={search} onChange={setSearch} />
            {may && (
              <Button variant="solid" icon="plus" onClick={() => setOpen('new')}>
                {t('designer.new')}
              </Button>
            )}
          </div>
          {pilot && (
            <Banner tone="info" icon="users" title={t('designer.pilot.on', { departments: listed(pilot.departments.map((one) => one.name)) })} actions={<Button size="small" onClick={() => setOpen('publish')}>{t('designer.pilot.see')}</Button>} />
          )}
          {groups.length === 0 && search === '' && (
            <EmptyState title={t('designer.none')} actions={may && <Button icon="plus" onClick={() => setOpen('new')}>{t('designer.new')}</Button>}>
              {t(`designer.about.${tabbed.includes(chosen) ? chosen : 'other'}`)}
            </EmptyState>
          )}
          {groups.length === 0 && search !== '' && <EmptyState title={t('designer.noType', { search })} actions={<Button onClick={() => setSearch('')}>{t('designer.showAll')}</Button>} />}
          {groups.map(({ kind, items: those }) => (
            <section key={kind.key} aria-label={kind.title}>
              {shownKinds.length > 1 && <h2 className={styles.group}>{kind.title}</h2>}
              <ul className={styles.documents}>
                {those.map((one) => (
                  <li key={one.key}>
                    <Link to={`/build/${app}/${one.kind}/${one.key}`}>
                      <b dir="auto" title={one.title}>{one.title}</b>
                      <small>{one.key}</small>
                      <span className={styles.marks}>
                        {one.draft && <Tag tone="plain">{t(one.draft.withdraws ? 'designer.mark.withdrawn' : one.revision === 0 ? 'designer.mark.new' : 'designer.mark.draft')}</Tag>}
                        {one.open_comments > 0 && (
                          <small>
                            <Icon name="chat" size={14} /> {t('designer.comments.count', { count: one.open_comments })}
                          </small>
                        )}
                        {one.draft?.holder && !one.draft.mine && <small>{t('designer.heldBy', { name: one.draft.holder })}</small>}
                        {one.revision > 0 && <small>{t('designer.revision', { number: one.revision })}</small>}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
      {open === 'new' && <NewDocument app={app} kinds={shownKinds.filter((kind) => kind.may)} taken={items} onClose={() => setOpen(null)} onMade={(kind, key) => void navigate(`/build/${app}/${kind}/${key}`)} />}
      {open === 'pack' && <PackDialog app={app} onClose={() => setOpen(null)} />}
      {open === 'publish' && <PublishDialog app={app} onClose={() => setOpen(null)} onPublished={() => setAsked({ kind: chosen })} />}
    </main>
  );
}
