/** HTTP service: its address, how it knows us, what a test asks for. Secrets are entered beside and never shown. */
import { useTranslation } from '../i18n/useTranslation';
import { defineConnector, type ConnectorProps } from '../lib/defineConnector';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { NumberInput } from '../ui/NumberInput/NumberInput';
import { Select } from '../ui/Select/Select';
import { TextInput } from '../ui/TextInput/TextInput';

interface HttpSettings {
  url: string;
  sign_in: string;
  user: string;
  header: string;
  test_path: string;
  allowed_networks: string[];
  timeout_s: number;
}

const ways = ['none', 'bearer', 'basic', 'header', 'signed'];

export default defineConnector<HttpSettings>({ key: 'http', icon: 'globe', Settings: HttpPanel });

function HttpPanel({ settings, onChange, errors = {} }: ConnectorProps<HttpSettings>) {
  const { t } = useTranslation();
  const change = (part: Partial<HttpSettings>) => onChange({ ...settings, ...part });
  return (
    <>
      <FieldFrame id="http-url" label={t('connectors.url')} required hint={t('connectors.urlHint')} error={errors.url}>
        <TextInput id="http-url" type="url" value={settings.url ?? ''} onChange={(url) => change({ url: url.trim() })} />
      </FieldFrame>
      <FieldFrame id="http-sign-in" label={t('connectors.signIn')} error={errors.sign_in}>
        <Select id="http-sign-in" value={settings.sign_in} options={ways.map((value) => ({ value, label: t(`connectors.ways.${value}`) }))} onChange={(way) => change({ sign_in: way ?? 'none' })} />
      </FieldFrame>
      {settings.sign_in === 'basic' && (
        <FieldFrame id="http-user" label={t('connectors.user')} error={errors.user}>
          <TextInput id="http-user" value={settings.user} onChange={(user) => change({ user })} />
        </FieldFrame>
      )}
      {settings.sign_in === 'header' && (
        <FieldFrame id="http-header" label={t('connectors.header')} error={errors.header}>
          <TextInput id="http-header" value={settings.header} onChange={(header) => change({ header: header.trim() })} />
        </FieldFrame>
      )}
      <FieldFrame id="http-test" label={t('connectors.testPath')} hint={t('connectors.testPathHint')} error={errors.test_path}>
        <TextInput id="http-test" value={settings.test_path} onChange={(path) => change({ test_path: path.trim() })} />
      </FieldFrame>
      <FieldFrame id="http-networks" label={t('connectors.networks')} hint={t('connectors.networksHint')} error={errors.allowed_networks}>
        <TextInput id="http-networks" value={settings.allowed_networks.join(' ')} onChange={(text) => change({ allowed_networks: text.split(/[\s,，]+/).filter(Boolean) })} />
      </FieldFrame>
      <FieldFrame id="http-timeout" label={t('connectors.timeout')} error={errors.timeout_s}>
        <NumberInput id="http-timeout" places={0} value={String(settings.timeout_s)} onChange={(text) => change({ timeout_s: Number(text ?? 20) })} />
      </FieldFrame>
    </>
  );
}
