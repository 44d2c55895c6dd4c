/** What reaches a person how: a way per class and channel, his address there, quiet hours, digest times, language. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useChangeAddress, useChangeWishes, useWishes } from '../api/messages';
import type { MessageWishes, Wishes as Wished } from '../api/types';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { describedBy, FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Select } from '../ui/Select/Select';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { TextInput } from '../ui/TextInput/TextInput';
import styles from './Wishes.module.css';

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const night = { starts: '20:00', ends: '08:00', days_off: true, deadlines: false };

/** With `company` what holds for all who say nothing themselves. */
export function Wishes({ company = false, onSaved }: { company?: boolean; onSaved?: (words: string) => void }) {
  const { t } = useTranslation();
  const wishes = useWishes(company);
  if (wishes.isPending) {
    return (
      <LoadingState what={t('wishes.title')}>
        <Skeleton rows={5} line={44} />
      </LoadingState>
    );
  }
  if (wishes.isError) return <ErrorState error={wishes.error} onRetry={() => void wishes.refetch()} />;
  return <Chosen key={JSON.stringify(wishes.data.holds)} wishes={wishes.data} company={company} onSaved={onSaved} />;
}

function Chosen({ wishes, company, onSaved }: { wishes: MessageWishes; company: boolean; onSaved?: (words: string) => void }) {
  const { t } = useTranslation();
  const change = useChangeWishes(company);
  const [ways, setWays] = useState(wishes.holds.ways);
  const [quiet, setQuiet] = useState(wishes.holds.quiet ?? null);
  const [digest, setDigest] = useState((wishes.holds.digest ?? []).join(' '));
  const [locale, setLocale] = useState(wishes.holds.locale ?? 'zh-CN');
  const times = digest.split(/[\s,，、]+/).filter(Boolean);
  const badTimes = times.length > 8 || times.some((one) => !clock.test(one));
  const badQuiet = quiet !== null && !(clock.test(quiet.starts) && clock.test(quiet.ends));
  const send = (body: Wished) => change.mutate(body, { onSuccess: () => onSaved?.(t('wishes.saved')) });
  const save = () => send({ ways, quiet, digest: times, locale });
  return (
    <div className={styles.page}>
      <p className={styles.note}>{t(company ? 'wishes.companyWords' : 'wishes.inbox')}</p>
      {change.isError && <Banner tone="bad" title={change.error.message} />}
      {wishes.channels.length === 0 ? (
        <EmptyState icon="mail" title={t('wishes.noChannels')}>
          {t('wishes.noChannelsWords')}
        </EmptyState>
      ) : (
        <>
          {!company && wishes.channels.map((channel) => <Address key={channel.key} channel={channel} onSaved={onSaved} />)}
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('wishes.what')}</th>
                {wishes.channels.map((channel) => (
                  <th key={channel.key} scope="col">
                    {channel.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {wishes.classes.map((one) => (
                <tr key={one.key}>
                  <th scope="row">{one.title}</th>
                  {wishes.channels.map((channel) => (
                    <td key={channel.key}>
                      <Select
                        size="small"
                        label={`${one.title} · ${channel.title}`}
                        value={ways[channel.key]?.[one.key] ?? 'at_once'}
                        options={(one.pressing ? (['at_once', 'off'] as const) : (['at_once', 'digest', 'off'] as const)).map((way) => ({ value: way, label: t(`wishes.${way}`) }))}
                        onChange={(way) => setWays({ ...ways, [channel.key]: { ...ways[channel.key], [one.key]: way as 'at_once' } })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <FieldFrame id="digest-times" label={t('wishes.digests')} hint={t('wishes.digestsHint')} error={badTimes ? t('wishes.badTimes') : null}>
            <TextInput id="digest-times" value={digest} onChange={setDigest} invalid={badTimes} describedBy={describedBy('digest-times', { hint: true, error: badTimes })} />
          </FieldFrame>
          <fieldset className={styles.quiet}>
            <legend>{t('wishes.quiet')}</legend>
            <Checkbox checked={quiet !== null} onChange={(on) => setQuiet(on ? night : null)}>
              {t('wishes.quietOn')}
            </Checkbox>
            {quiet && (
              <>
                <div className={styles.hours}>
                  <FieldFrame id="quiet-from" label={t('wishes.from')}>
                    <TextInput id="quiet-from" value={quiet.starts} onChange={(starts) => setQuiet({ ...quiet, starts })} invalid={!clock.test(quiet.starts)} />
                  </FieldFrame>
                  <FieldFrame id="quiet-until" label={t('wishes.until')}>
                    <TextInput id="quiet-until" value={quiet.ends} onChange={(ends) => setQuiet({ ...quiet, ends })} invalid={!clock.test(quiet.ends)} />
                  </FieldFrame>
                </div>
                {badQuiet && <p className={styles.bad}>{t('wishes.badTimes')}</p>}
                <Checkbox checked={quiet.days_off ?? true} onChange={(days_off) => setQuiet({ ...quiet, days_off })}>
                  {t('wishes.daysOff')}
                </Checkbox>
                <Checkbox checked={quiet.deadlines ?? false} onChange={(deadlines) => setQuiet({ ...quiet, deadlines })}>
                  {t('wishes.deadlines')}
                </Checkbox>
                <p className={styles.note}>{t('wishes.quietHint')}</p>
              </>
            )}
          </fieldset>
          <FieldFrame id="message-language" label={t('wishes.language')}>
            <Select
              id="message-language"
              value={locale}
              onChange={(one) => setLocale(one === 'en' ? 'en' : 'zh-CN')}
              options={[
                { value: 'zh-CN', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          </FieldFrame>
          <div className={styles.foot}>
            <Button variant="solid" busy={change.isPending} disabled={badTimes || badQuiet} onClick={save}>
              {t('wishes.save')}
            </Button>
            {!company && Object.keys(wishes.own).length > 0 && (
              <Button disabled={change.isPending} onClick={() => send({})}>
                {t('wishes.asCompany')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function Address({ channel, onSaved }: { channel: MessageWishes['channels'][number]; onSaved?: (words: string) => void }) {
  const { t } = useTranslation();
  const change = useChangeAddress();
  const [address, setAddress] = useState(channel.address ?? '');
  const id = `address-${channel.key}`;
  const error = change.isError ? change.error.message : null;
  const save = () => change.mutate({ channel: channel.key, address }, { onSuccess: () => onSaved?.(t('wishes.addressSaved')) });
  return (
    <div className={styles.address}>
      <FieldFrame id={id} label={t('wishes.address', { title: channel.address_title })} hint={t('wishes.addressHint')} error={error}>
        <TextInput id={id} type="email" inputMode="text" autoComplete="email" value={address} maxLength={254} invalid={Boolean(error)} describedBy={describedBy(id, { hint: true, error })} onChange={setAddress} onEnter={save} />
      </FieldFrame>
      <Button busy={change.isPending} disabled={address === (channel.address ?? '')} onClick={save}>
        {t('wishes.addressSave')}
      </Button>
    </div>
  );
}
