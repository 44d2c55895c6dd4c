/** The market: every package that can be installed here, and what is installed already. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { usePackages, useUploadPackage } from '../api/market';
import type { PackageInfo } from '../api/types';
import { Sheet } from '../desk/Sheet';
import { useToasts } from '../desk/toasts';
import { useUrlState } from '../apps/urlState';
import { listed } from '../lib/listed';
import { Icon } from '../ui/Icon/Icon';
import { Button } from '../ui/Button/Button';
import { Banner, ErrorState, LoadingState, NoMatchState, EmptyState, Skeleton } from '../ui/States/States';
import { Swatch } from '../ui/Swatch/Swatch';
import { Tag } from '../ui/Tag/Tag';
import { TextInput } from '../ui/TextInput/TextInput';
import { VerdictMark } from '../ui/Verdict/Verdict';
import { classes } from '../ui/classes';
import { InstallDialog } from './InstallDialog';
import styles from './Market.module.css';

const isInstalled = (one: PackageInfo) => Boolean(one.installed_version);
const isNewer = (one: PackageInfo) => isInstalled(one) && one.installed_version !== one.version;

export default function Market() {
  const { t } = useTranslation();
  const { package: chosen } = useParams();
  const navigate = useNavigate();
  const packages = usePackages();
  const [url, setUrl] = useUrlState();
  const [search, setSearch] = useState('');
  const all = packages.data?.items ?? [];
  const group = url.get('group') ?? 'all';
  const shown = all.filter((one) => inGroup(one, group) && `${one.title} ${one.summary}`.toLowerCase().includes(search.trim().toLowerCase()));
  const installing = all.find((one) => one.key === chosen);
  return (
    <Sheet
      title={t('market.title')}
      note={packages.data && <span className={styles.note}>{t('market.count', { count: all.length })}</span>}
      actions={
        <>
          <span className={styles.search}>
            <TextInput icon="search" type="search" label={t('market.search')} placeholder={t('market.search')} value={search} onChange={setSearch} />
          </span>
          <UploadButton />
        </>
      }
    >
      <div className={styles.columns}>
        <Groups packages={all} group={group} onGroup={(next) => setUrl({ group: next === 'all' ? null : next })} />
        <div className={styles.list}>
          <h2>{group === 'all' || group === 'installed' || group === 'newer' ? t(`market.${group}`) : group}</h2>
          {packages.isPending && (
            <LoadingState>
              <Skeleton rows={6} line={96} />
            </LoadingState>
          )}
          {packages.isError && <ErrorState error={packages.error} onRetry={() => void packages.refetch()} />}
          {packages.data && all.length === 0 && <EmptyState title={t('market.none')}>{t('market.noneWords')}</EmptyState>}
          {all.length > 0 && shown.length === 0 && (
            <NoMatchState
              title={t('market.noMatch')}
              actions={
                <Button
                  onClick={() => {
                    setSearch('');
                    setUrl({ group: null });
                  }}
                >
                  {t('market.showAll')}
                </Button>
              }
            >
              {t('market.noMatchWords')}
            </NoMatchState>
          )}
          <ul className={styles.grid}>
            {shown.map((one) => (
              <PackageRow key={one.key} one={one} onInstall={() => void navigate(`/market/${one.key}`)} />
            ))}
          </ul>
        </div>
      </div>
      {installing && <Installing key={installing.key} one={installing} />}
    </Sheet>
  );
}

/** Holds the package as it was when the dialog opened: once it is installed the dialog still has its result to show. */
function Installing({ one }: { one: PackageInfo }) {
  const navigate = useNavigate();
  const [opened] = useState(one);
  if (isInstalled(opened)) return <Navigate to="/market" replace />;
  return <InstallDialog one={opened} onClose={() => void navigate('/market')} />;
}

function inGroup(one: PackageInfo, group: string): boolean {
  if (group === 'all') return true;
  if (group === 'installed') return isInstalled(one);
  return group === 'newer' ? isNewer(one) : one.category === group;
}

function Groups({ packages, group, onGroup }: { packages: PackageInfo[]; group: string; onGroup: (group: string) => void }) {
  const { t } = useTranslation();
  const categories = [...new Set(packages.map((one) => one.category))].filter(Boolean);
  const button = (key: string, title: string) => (
    <button key={key} type="button" className={classes(styles.group, key === group && styles.here)} aria-pressed={key === group} onClick={() => onGroup(key)}>
      {title}
      {packages.length > 0 && <span>{packages.filter((one) => inGroup(one, key)).length}</span>}
    </button>
  );
  return (
    <nav className={styles.groups} aria-label={t('market.groups')}>
      {['all', 'installed', 'newer'].map((key) => button(key, t(`market.group.${key}`)))}
      {categories.length > 0 && <h2 className={styles.label}>{t('market.byCategory')}</h2>}
      {categories.map((key) => button(key, t(`market.category.${key}`, { defaultValue: key })))}
    </nav>
  );
}

function PackageRow({ one, onInstall }: { one: PackageInfo; onInstall: () => void }) {
  const { t } = useTranslation();
  const missing = one.requires.filter((need) => !need.satisfied);
  return (
    <li className={styles.package}>
      <Swatch of={one.key} size={48} />
      <div className={styles.words}>
        <div className={styles.first}>
          <h3>{one.title}</h3>
          <small>v{one.version}</small>
        </div>
        <p>{one.summary}</p>
        <div className={styles.facts}>
          <span className={styles.scenarios}>
            <VerdictMark kind={one.scenarios > 0 ? 'good' : 'none'} />
            {t('market.scenarios', { count: one.scenarios })}
          </span>
          {missing.length > 0 && <span>{t('market.needs', { names: listed(missing.map((need) => need.title)) })}</span>}
        </div>
      </div>
      <div className={styles.act}>
        {isNewer(one) && <Tag tone="indigo">{t('market.newer')}</Tag>}
        {isInstalled(one) ? (
          <>
            {!isNewer(one) && <Tag tone="good">{t('market.installed')}</Tag>}
            <Link to={`/apps/${one.key}`} className={styles.open}>
              {t('market.open')}
              <Icon name="right" size={14} />
            </Link>
          </>
        ) : (
          <Button size="small" onClick={onInstall} aria-label={t('market.installOne', { title: one.title })}>
            {t('market.install')}
          </Button>
        )}
      </div>
    </li>
  );
}

function UploadButton() {
  const { t } = useTranslation();
  const upload = useUploadPackage();
  const show = useToasts((store) => store.show);
  const navigate = useNavigate();
  const send = (file: File | undefined) => {
    if (!file) return;
    upload.mutate(file, {
      onSuccess: (made) => {
        show(t('market.uploaded', { title: made.title }));
        void navigate(`/market/${made.key}`);
      },
    });
  };
  return (
    <>
      <label className={classes(styles.upload, upload.isPending && styles.busy)}>
        <Icon name="download" />
        {t('market.upload')}
        <input type="file" accept=".loom,.zip" className="visually-hidden" disabled={upload.isPending} onChange={(event) => {
          send(event.target.files?.[0]);
          event.target.value = '';
        }} />
      </label>
      {upload.isError && (
        <div className={styles.refused}>
          <Banner tone="bad" title={t('market.refused')} actions={<Button size="small" variant="quiet" icon="close" label={t('common.close')} onClick={() => upload.reset()} />}>
            {upload.error.message}
          </Banner>
        </div>
      )}
    </>
  );
}
