/** Channels for messages: how each is set up and fares; what holds for everybody; what became of each message. */
import { useState, type ComponentType } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useChannels, useDeliveries, useRetryDelivery, useSetUpChannel, useTestChannel } from '../api/channels';
import { useNow } from '../api/session';
import type { ChannelItem, Delivery } from '../api/types';
import { useToasts } from '../desk/toasts';
import { connectorViews } from '../lib/connectors';
import type { ConnectorProps } from '../lib/defineConnector';
import { shortMoment } from '../lib/time';
import { Wishes } from '../messages/Wishes';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { Dialog } from '../ui/Dialog/Dialog';
import { describedBy, FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Select } from '../ui/Select/Select';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { TextInput } from '../ui/TextInput/TextInput';
import styles from './Admin.module.css';
import own from './Channels.module.css';

export function Channels() {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const channels = useChannels();
  if (channels.isPending) {
    return (
      <LoadingState>
        <Skeleton rows={3} line={80} />
      </LoadingState>
    );
  }
  if (channels.isError) return <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />;
  return (
    <>
      <ul className={styles.roles}>
        {channels.data.items.map((channel) => (
          <Channel key={channel.key} channel={channel} />
        ))}
      </ul>
      <section className={own.part} aria-labelledby="deliveries">
        <Deliveries />
      </section>
      {channels.data.items.some((channel) => channel.enabled) && (
        <section className={own.part} aria-labelledby="for-all">
          <h2 id="for-all">{t('wishes.companyTitle')}</h2>
          <Wishes company onSaved={show} />
        </section>
      )}
    </>
  );
}

const tones = { works: 'good', broken: 'bad', off: 'plain' } as const;

function Channel({ channel }: { channel: ChannelItem }) {
  const { t } = useTranslation();
  const now = useNow();
  const [doing, setDoing] = useState<'setUp' | 'test' | null>(null);
  const counts = [channel.waiting > 0 && t('channels.waiting', { count: channel.waiting }), channel.failed > 0 && t('channels.failed', { count: channel.failed })];
  return (
    <li className={styles.role}>
      <div className={styles.roleHead}>
        <h2>{channel.title}</h2>
        <Tag tone={tones[channel.state]}>{t(`channels.${channel.state}`)}</Tag>
        <span className={styles.note}>{counts.filter(Boolean).join(' · ')}</span>
        <span className={styles.grow} />
        {channel.enabled && (
          <Button size="small" icon="mail" onClick={() => setDoing('test')}>
            {t('channels.test')}
          </Button>
        )}
        <Button size="small" icon="gear" onClick={() => setDoing('setUp')}>
          {t('channels.setUp')}
        </Button>
      </div>
      {channel.broken_at && (
        <p className={styles.why}>
          {t('channels.since', { at: shortMoment(channel.broken_at, now) })} · {channel.reason}
        </p>
      )}
      {doing === 'setUp' && <SetUp channel={channel} onClose={() => setDoing(null)} />}
      {doing === 'test' && <Test channel={channel} onClose={() => setDoing(null)} />}
    </li>
  );
}

/** The settings of the connector that carries it, and its secrets, which nobody reads back. */
function SetUp({ channel, onClose }: { channel: ChannelItem; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const keep = useSetUpChannel(channel.key);
  const [settings, setSettings] = useState<Record<string, unknown>>(channel.settings);
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const [enabled, setEnabled] = useState(channel.enabled || Object.keys(channel.settings).length === 0);
  const Panel = connectorViews.get(channel.connector)?.Settings as ComponentType<ConnectorProps<Record<string, unknown>>> | undefined;
  const done = () => {
    show(t('channels.saved', { title: channel.title }));
    onClose();
  };
  return (
    <Dialog
      title={`${channel.title} · ${t('channels.setUp')}`}
      onClose={onClose}
      locked={keep.isPending}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" busy={keep.isPending} onClick={() => keep.mutate({ enabled, settings, secrets }, { onSuccess: done })}>
            {t('wishes.save')}
          </Button>
        </>
      }
    >
      <div className={own.form}>
        {keep.isError && <Banner tone="bad" title={keep.error.message} />}
        {Panel && <Panel settings={settings} onChange={setSettings} />}
        {channel.secrets.map((secret) => (
          <FieldFrame key={secret.name} id={`secret-${secret.name}`} label={secret.title} hint={secret.set ? t('channels.secretSet') : undefined}>
            <TextInput
              id={`secret-${secret.name}`}
              type="password"
              autoComplete="new-password"
              value={secrets[secret.name] ?? ''}
              describedBy={describedBy(`secret-${secret.name}`, { hint: secret.set })}
              onChange={(text) => setSecrets({ ...secrets, [secret.name]: text })}
            />
          </FieldFrame>
        ))}
        <Checkbox checked={enabled} onChange={setEnabled}>
          {t('channels.enabled')}
        </Checkbox>
      </div>
    </Dialog>
  );
}

function Test({ channel, onClose }: { channel: ChannelItem; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const test = useTestChannel(channel.key);
  const [address, setAddress] = useState('');
  const send = () =>
    test.mutate(address, {
      onSuccess: () => {
        show(t('channels.tested', { address }));
        onClose();
      },
    });
  return (
    <Dialog
      title={`${channel.title} · ${t('channels.test')}`}
      onClose={onClose}
      locked={test.isPending}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" disabled={!address.trim()} busy={test.isPending} onClick={send}>
            {t('channels.test')}
          </Button>
        </>
      }
    >
      {test.isError && <Banner tone="bad" title={test.error.message} />}
      <FieldFrame id="test-address" label={t('channels.testTo')}>
        <TextInput id="test-address" type="email" value={address} onChange={setAddress} onEnter={send} />
      </FieldFrame>
    </Dialog>
  );
}

const states = ['waiting', 'sent', 'failed', 'skipped'] as const;
const stateTones = { waiting: 'warning', sent: 'good', failed: 'bad', skipped: 'plain' } as const;

function Deliveries() {
  const { t } = useTranslation();
  const [state, setState] = useState<string | null>(null);
  const deliveries = useDeliveries(state);
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={own.head}>
        <h2 id="deliveries">{t('channels.deliveries.title')}</h2>
        <span className={own.states}>
          <Select size="small" label={t('channels.deliveries.state')} value={state} empty={t('channels.deliveries.all')} onChange={setState} options={states.map((one) => ({ value: one, label: t(`channels.deliveries.${one}`) }))} />
        </span>
      </div>
      {deliveries.isPending && (
        <LoadingState>
          <Skeleton rows={4} />
        </LoadingState>
      )}
      {deliveries.isError && <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {deliveries.isSuccess && items.length === 0 && (
        <EmptyState icon="mail" title={t('channels.deliveries.none')}>
          {t('channels.deliveries.noneWords')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <div className={own.wide}>
          <table className={styles.table}>
            <thead>
              <tr>
                {(['person', 'message', 'state', 'at', 'why'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`channels.deliveries.${column}`)}
                  </th>
                ))}
                <th aria-label={t('channels.deliveries.retry')} />
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <Line key={one.id} delivery={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {deliveries.hasNextPage && (
        <div className={own.more}>
          <Button size="small" busy={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
            {t('messages.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Line({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const now = useNow();
  const show = useToasts((store) => store.show);
  const retry = useRetryDelivery();
  const why = [delivery.digest && t('channels.deliveries.digest'), delivery.reason, delivery.attempts > 1 && t('channels.deliveries.attempts', { count: delivery.attempts })];
  return (
    <tr>
      <th scope="row">{delivery.person}</th>
      <td>{t(`messages.classes.${delivery.kind}`)}</td>
      <td>
        <Tag tone={stateTones[delivery.state]}>{t(`channels.deliveries.${delivery.state}`)}</Tag>
      </td>
      <td>
        <time dateTime={delivery.settled_at ?? delivery.due_at}>{shortMoment(delivery.settled_at ?? delivery.due_at, now)}</time>
      </td>
      <td>{why.filter(Boolean).join(' · ')}</td>
      <td>
        {(delivery.state === 'failed' || delivery.state === 'skipped') && (
          <Button size="small" icon="redo" busy={retry.isPending} aria-label={`${t('channels.deliveries.retry')} · ${delivery.person}`} onClick={() => retry.mutate(delivery.id, { onSuccess: () => show(t('channels.deliveries.again')) })}>
            {t('channels.deliveries.retry')}
          </Button>
        )}
      </td>
    </tr>
  );
}
