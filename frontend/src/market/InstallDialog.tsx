/** Install, as one dialog: what one gets, what it needs, what one consents to | its parameters. Then progress and result. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { useInstall } from '../api/market';
import { useOperation } from '../api/operations';
import type { PackageInfo, Values } from '../api/types';
import { listed } from '../lib/listed';
import { Button } from '../ui/Button/Button';
import { Checkbox, Switch } from '../ui/Checkbox/Checkbox';
import { Dialog } from '../ui/Dialog/Dialog';
import { Icon, type IconName } from '../ui/Icon/Icon';
import { Progress } from '../ui/Progress/Progress';
import { Banner } from '../ui/States/States';
import { Swatch } from '../ui/Swatch/Swatch';
import { Parameters } from './Parameters';
import styles from './InstallDialog.module.css';

const icons: Record<string, IconName> = {
  form: 'form', workflow: 'flow', view: 'table', dashboard: 'chart', role: 'users', scenario: 'play', message: 'mail', parameter: 'gear', ranking: 'sort', options: 'option',
  metric: 'target', page: 'desktop', calendar: 'calendar', decision_table: 'columns',
};

export function InstallDialog({ one, onClose }: { one: PackageInfo; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const install = useInstall(one.key);
  const [operation, setOperation] = useState<string | null>(null);
  const [values, setValues] = useState<Values>(() => Object.fromEntries(one.parameters.map((parameter) => [parameter.key, parameter.value ?? parameter.default])));
  const [consents, setConsents] = useState<string[]>([]);
  const [samples, setSamples] = useState(one.sample_data.length > 0);
  const progress = useOperation(operation);
  const state = progress.data?.state;
  const running = install.isPending || (operation !== null && state !== 'done' && state !== 'failed');
  useEffect(() => {
    if (state === 'done') void cache.invalidateQueries();
  }, [state, cache]);

  const missing = one.requires.filter((need) => !need.satisfied);
  const unticked = one.asks_for.filter((ask) => !consents.includes(ask.id));
  const start = () => {
    const changed = Object.fromEntries(one.parameters.filter((parameter) => !same(values[parameter.key], parameter.default)).map((parameter) => [parameter.key, values[parameter.key]]));
    install.mutate({ parameters: changed, consents, sample_data: samples }, { onSuccess: setOperation });
  };
  const problem = progress.data?.problem ?? null;
  const open = () => void navigate(`/apps/${one.key}`);
  return (
    <Dialog
      wide
      flush
      locked={running}
      mark={<Swatch of={one.key} size={44} />}
      title={t(state === 'done' ? 'install.doneTitle' : 'install.title', { title: one.title })}
      subtitle={`v${one.version}`}
      onClose={onClose}
      foot={
        <>
          <span className={styles.note}>
            {state === 'done' ? null : missing.length > 0 ? t('install.missing', { names: listed(missing.map((need) => need.title)) }) : unticked.length > 0 ? t('install.unticked', { count: unticked.length }) : t('install.takes', { count: one.scenarios })}
          </span>
          {state === 'done' ? (
            <Button variant="solid" onClick={open}>
              {t('install.open')}
            </Button>
          ) : (
            <>
              {!running && <Button onClick={onClose}>{t('common.cancel')}</Button>}
              <Button variant="solid" busy={running} disabled={missing.length > 0 || unticked.length > 0} onClick={start}>
                {t(state === 'failed' || install.isError ? 'common.retry' : 'install.install')}
              </Button>
            </>
          )}
        </>
      }
    >
      {(install.isError || state === 'failed') && (
        <Banner tone="bad" title={t('install.failed')}>
          {install.error?.message ?? problem?.detail ?? problem?.title ?? ''}
          {problem?.errors?.map((error, at) => <div key={at}>{error.detail ?? error.title}</div>)}
        </Banner>
      )}
      {running && progress.data && (
        <div className={styles.progress}>
          <Progress done={progress.data.done} total={progress.data.total} label={progress.data.label ?? t('install.running')} />
        </div>
      )}
      {state === 'done' ? (
        <Done one={one} samples={samples} />
      ) : (
        <div className={styles.columns} inert={running}>
          <div className={styles.gets}>
            <Contents one={one} />
            <Needs one={one} />
            <Consents one={one} consents={consents} onChange={setConsents} />
            <p className={styles.promise}>
              <Icon name="shield" size={14} />
              {t('install.promise')}
            </p>
          </div>
          <div className={styles.settings}>
            <div className={styles.settingsHead}>
              <h3>{t('install.parameters')}</h3>
              <small>{t('install.later')}</small>
            </div>
            {one.parameters.length === 0 && <p className={styles.none}>{t('install.noParameters')}</p>}
            <Parameters parameters={one.parameters} values={values} onChange={(key, value) => setValues((was) => ({ ...was, [key]: value }))} />
            {one.sample_data.length > 0 && (
              <div className={styles.samples}>
                <h4>{t('install.data')}</h4>
                <div className={styles.sample}>
                  <span>{t('install.samples')}</span>
                  <Switch checked={samples} onChange={setSamples}>
                    {listed(one.sample_data.map((data) => t('install.sampleRows', { title: data.title, rows: data.rows })))}
                  </Switch>
                </div>
              </div>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function Contents({ one }: { one: PackageInfo }) {
  const { t } = useTranslation();
  const counts = Object.entries(one.contents).filter(([, count]) => count > 0);
  return (
    <section>
      <h3>{t('install.gets')}</h3>
      <dl className={styles.counts}>
        {counts.map(([kind, count]) => (
          <div key={kind}>
            <dt>
              <Icon name={icons[kind] ?? 'file'} />
              {t(`kinds.${kind}`, { defaultValue: kind })}
            </dt>
            <dd>{count}</dd>
          </div>
        ))}
        {one.scenarios > 0 && !('scenario' in one.contents) && (
          <div>
            <dt>
              <Icon name="play" />
              {t('kinds.scenario')}
            </dt>
            <dd>{one.scenarios}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Needs({ one }: { one: PackageInfo }) {
  const { t } = useTranslation();
  if (one.requires.length === 0) return null;
  return (
    <section>
      <h3>{t('install.needs')}</h3>
      {one.requires.map((need) => (
        <div key={need.key} className={need.satisfied ? styles.met : styles.unmet}>
          <Icon name={need.satisfied ? 'check' : 'warn'} />
          <div>
            <b>{[need.title, need.installed].filter(Boolean).join(' ')}</b>
            <small>{t(need.satisfied ? 'install.needMet' : need.installed ? 'install.needOld' : 'install.needMissing', { range: need.range })}</small>
          </div>
        </div>
      ))}
    </section>
  );
}

function Consents({ one, consents, onChange }: { one: PackageInfo; consents: string[]; onChange: (consents: string[]) => void }) {
  const { t } = useTranslation();
  if (one.asks_for.length === 0) return null;
  return (
    <section>
      <h3>{t('install.consents')}</h3>
      {one.asks_for.map((ask) => {
        return (
          <div key={ask.id} className={styles.consent}>
            <Checkbox checked={consents.includes(ask.id)} onChange={(on) => onChange(on ? [...consents, ask.id] : consents.filter((other) => other !== ask.id))}>
              {ask.title}
              {ask.detail && <small>{ask.detail}</small>}
            </Checkbox>
          </div>
        );
      })}
    </section>
  );
}

function Done({ one, samples }: { one: PackageInfo; samples: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.done} role="status">
      <Icon name="check" size={20} />
      <p>{t(samples && one.sample_data.length > 0 ? 'install.doneSamples' : 'install.done', { count: one.scenarios })}</p>
    </div>
  );
}
