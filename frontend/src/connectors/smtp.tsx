/** Mail server: where it is, how one speaks to it, and in whose name. Its password is set elsewhere and never shown. */
import { useTranslation } from '../i18n/useTranslation';
import { defineConnector, type ConnectorProps } from '../lib/defineConnector';
import { describedBy, FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { NumberInput } from '../ui/NumberInput/NumberInput';
import { Select } from '../ui/Select/Select';
import { TextInput } from '../ui/TextInput/TextInput';

interface SmtpSettings {
  host: string;
  port: number;
  security: string;
  user: string;
  sender: string;
  sender_name: string;
  allowed_networks: string[];
  timeout_s: number;
}

export default defineConnector<SmtpSettings>({ key: 'smtp', icon: 'mail', Settings: SmtpPanel });

const securities = ['starttls', 'tls', 'none'] as const;
const ports: Record<string, number> = { starttls: 587, tls: 465, none: 25 };

function SmtpPanel({ settings, onChange, errors = {} }: ConnectorProps<SmtpSettings>) {
  const { t } = useTranslation();
  const line = (name: 'host' | 'sender' | 'sender_name' | 'user', hint?: string, required?: boolean) => (
    <FieldFrame id={`smtp-${name}`} label={t(`connectors.smtp.${name}`)} hint={hint} required={required} error={errors[name]}>
      <TextInput id={`smtp-${name}`} value={settings[name] ?? ''} describedBy={describedBy(`smtp-${name}`, { hint, error: errors[name] })} onChange={(text) => onChange({ ...settings, [name]: text })} />
    </FieldFrame>
  );
  return (
    <>
      {line('host', t('connectors.smtp.hostHint'), true)}
      <FieldFrame id="smtp-security" label={t('connectors.smtp.security')} error={errors.security}>
        <Select
          id="smtp-security"
          value={settings.security ?? 'starttls'}
          options={securities.map((one) => ({ value: one, label: t(`connectors.smtp.${one}`) }))}
          onChange={(one) => onChange({ ...settings, security: one ?? 'starttls', port: ports[one ?? 'starttls'] ?? 587 })}
        />
      </FieldFrame>
      <FieldFrame id="smtp-port" label={t('connectors.smtp.port')} required error={errors.port}>
        <NumberInput id="smtp-port" places={0} value={String(settings.port ?? 587)} onChange={(text) => onChange({ ...settings, port: Number(text ?? 587) })} />
      </FieldFrame>
      {line('sender', undefined, true)}
      {line('sender_name')}
      {line('user', t('connectors.smtp.userHint'))}
      <FieldFrame id="smtp-networks" label={t('connectors.networks')} hint={t('connectors.networksHint')} error={errors.allowed_networks}>
        <TextInput
          id="smtp-networks"
          value={(settings.allowed_networks ?? []).join(' ')}
          describedBy={describedBy('smtp-networks', { hint: true, error: errors.allowed_networks })}
          onChange={(text) => onChange({ ...settings, allowed_networks: text.split(/[\s,，]+/).filter(Boolean) })}
        />
      </FieldFrame>
    </>
  );
}
