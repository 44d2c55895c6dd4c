/** The app's parameters after it was installed: seen, changed, put back. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useChangeParameters, useParameters } from '../api/parameters';
import type { AppInfo, PackageParameter, Values } from '../api/types';
import { useMay } from '../desk/session';
import { Sheet } from '../desk/Sheet';
import { Problem } from '../lib/problems';
import { Parameters, same } from '../market/Parameters';
import { Button } from '../ui/Button/Button';
import { Banner, ClosedState, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { AppPanel } from './AppPanel';
import styles from './ParametersPage.module.css';

export function ParametersPage({ app }: { app: AppInfo }) {
  const may = useMay();
  return (
    <>
      <AppPanel app={app} />
      {may('market.install') ? <Loaded app={app} /> : <Closed app={app} />}
    </>
  );
}

function Closed({ app }: { app: AppInfo }) {
  return (
    <Sheet title={app.title}>
      <ClosedState />
    </Sheet>
  );
}

function Loaded({ app }: { app: AppInfo }) {
  const { t } = useTranslation();
  const found = useParameters(app.key);
  if (found.data && found.data.items.length > 0) return <Adjusting app={app} parameters={found.data.items} />;
  return (
    <Sheet title={t('parameters.title')} note={app.title}>
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={6} line={44} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <EmptyState title={t('parameters.none')}>{t('parameters.noneWords')}</EmptyState>}
    </Sheet>
  );
}

function Adjusting({ app, parameters }: { app: AppInfo; parameters: PackageParameter[] }) {
  const { t } = useTranslation();
  const change = useChangeParameters(app.key);
  const [typed, setTyped] = useState<Values>({});
  const stored = Object.fromEntries(parameters.map((one) => [one.key, one.value]));
  const changed = Object.fromEntries(Object.entries(typed).filter(([key, value]) => !same(value, stored[key])));
  const count = Object.keys(changed).length;
  const saved = change.isSuccess && count === 0;
  return (
    <Sheet
      title={t('parameters.title')}
      note={<span className={styles.note}>{app.title}</span>}
      scrolls
      actions={
        <>
          <span className={styles.note} role="status">
            {saved ? t('parameters.saved') : count > 0 ? t('parameters.unsaved', { count }) : null}
          </span>
          <Button disabled={count === 0 || change.isPending} onClick={() => setTyped({})}>
            {t('parameters.drop')}
          </Button>
          <Button variant="solid" disabled={count === 0 || change.isPending} onClick={() => change.mutate(changed, { onSuccess: () => setTyped({}) })}>
            {t('parameters.save')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p className={styles.note}>{t('parameters.holds')}</p>
        {change.isError && <Banner tone="bad" title={wordsOf(change.error, parameters)} />}
        <Parameters parameters={parameters} values={{ ...stored, ...typed }} onChange={(key, value) => setTyped((was) => ({ ...was, [key]: value }))} />
      </div>
    </Sheet>
  );
}

/** Each refused parameter by its title. */
function wordsOf(error: Error, parameters: PackageParameter[]): string {
  const errors = error instanceof Problem ? (error.document.errors ?? []) : [];
  const named = errors.flatMap(({ pointer, detail, title }) => {
    const one = parameters.find(({ key }) => pointer === `/parameters/${key}`);
    return one ? [`${one.title}：${detail ?? title}`] : [];
  });
  return named.join(' ') || error.message;
}
