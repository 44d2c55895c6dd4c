/** Webhook: the address, and the inside networks it may reach. Secrets are set elsewhere and never shown. */
import { useTranslation } from '../i18n/useTranslation';
import { defineConnector, type ConnectorProps } from '../lib/defineConnector';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { NumberInput } from '../ui/NumberInput/NumberInput';
import { TextInput } from '../ui/TextInput/TextInput';

interface WebhookSettings {
  url: string;
  allowed_networks: string[];
  timeout_s: number;
}

export default defineConnector<WebhookSettings>({ key: 'webhook', icon: 'link', Settings: WebhookPanel });

function WebhookPanel({ settings, onChange, errors = {} }: ConnectorProps<WebhookSettings>) {
  const { t } = useTranslation();
  return (
    <>
      <FieldFrame id="webhook-url" label={t('connectors.url')} required error={errors.url}>
        <TextInput id="webhook-url" type="url" value={settings.url} onChange={(url) => onChange({ ...settings, url: url.trim() })} />
      </FieldFrame>
      <FieldFrame id="webhook-networks" label={t('connectors.networks')} hint={t('connectors.networksHint')} error={errors.allowed_networks}>
        <TextInput
          id="webhook-networks"
          value={settings.allowed_networks.join(' ')}
          onChange={(text) => onChange({ ...settings, allowed_networks: text.split(/[\s,，]+/).filter(Boolean) })}
        />
      </FieldFrame>
      <FieldFrame id="webhook-timeout" label={t('connectors.timeout')} error={errors.timeout_s}>
        <NumberInput id="webhook-timeout" places={0} value={String(settings.timeout_s)} onChange={(text) => onChange({ ...settings, timeout_s: Number(text ?? 10) })} />
      </FieldFrame>
    </>
  );
}
