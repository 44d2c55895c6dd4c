/** Sets one connection up: its connector's own settings, its secrets, and whether it is switched on. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useSetUpConnection, type ConnectionInfo } from '../../api/connections';
import { useNow } from '../../api/session';
import { useToasts } from '../../desk/toasts';
import { connectorViews } from '../../lib/connectors';
import { Problem } from '../../lib/problems';
import { shortMoment } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { Switch } from '../../ui/Checkbox/Checkbox';
import { Dialog } from '../../ui/Dialog/Dialog';
import { describedBy, FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Banner } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import styles from './Connections.module.css';

type Secret = ConnectionInfo['secrets'][number];

export function SetUp({ connection, onClose }: { connection: ConnectionInfo; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const save = useSetUpConnection(connection);
  const [settings, setSettings] = useState(connection.settings);
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const [enabled, setEnabled] = useState(connection.revision === 0 || connection.state !== 'off');
  const view = connectorViews.get(connection.connector);
  const errors = errorsOf(save.error);
  const send = () =>
    save.mutate(
      { settings, secrets: Object.fromEntries(Object.entries(secrets).filter(([, plain]) => plain)), enabled },
      {
        onSuccess: () => {
          show(t('connections.saved', { title: connection.title }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={connection.title}
      subtitle={[connection.app_title ?? t('connections.platform'), connection.connector_title].join(' · ')}
      onClose={onClose}
      locked={save.isPending}
      foot={
        <>
          <Switch checked={enabled} onChange={setEnabled}>
            {t('connections.enabled')}
          </Switch>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" busy={save.isPending} onClick={send}>
            {t('connections.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {save.isError && !errors.found && <Banner tone="bad" title={save.error.message} />}
        {connection.help && <Banner tone="info" icon="help" title={connection.help} />}
        {view && <view.Settings settings={settings as never} errors={errors.settings} onChange={setSettings as never} />}
        {connection.secrets.filter((secret) => isAsked(secret, connection, settings)).map((secret) => (
          <SecretInput key={secret.name} secret={secret} error={errors.secrets[secret.name]} value={secrets[secret.name] ?? ''} onChange={(plain) => setSecrets({ ...secrets, [secret.name]: plain })} />
        ))}
      </div>
    </Dialog>
  );
}

function SecretInput({ secret, value, error, onChange }: { secret: Secret; value: string; error?: string; onChange: (plain: string) => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const id = `secret-${secret.name}`;
  const hint = secret.set_at ? t('connections.secretSet', { who: secret.set_by, at: shortMoment(secret.set_at, now) }) : t('connections.secretHint');
  return (
    <FieldFrame id={id} label={secret.title} hint={hint} error={error}>
      <TextInput id={id} type="password" autoComplete="new-password" describedBy={describedBy(id, { hint, error })} invalid={!!error} value={value} onChange={onChange} placeholder={secret.set_at ? '••••••••' : ''} />
    </FieldFrame>
  );
}

/** Which secrets the way of signing in asks for; connectors without such ways ask for all of theirs. */
function isAsked(secret: Secret, connection: ConnectionInfo, settings: Record<string, unknown>): boolean {
  const way = settings.sign_in;
  if (typeof way !== 'string' || connection.connector !== 'http') return true;
  return { bearer: 'token', header: 'token', basic: 'password', signed: 'signing_key' }[way] === secret.name;
}

interface Found {
  settings: Record<string, string>;
  secrets: Record<string, string>;
  found: boolean;
}

function errorsOf(error: unknown): Found {
  const found: Found = { settings: {}, secrets: {}, found: false };
  for (const one of error instanceof Problem ? (error.document.errors ?? []) : []) {
    const [, part, name] = /^\/(settings|secrets)\/([^/]+)/.exec(one.pointer ?? '') ?? [];
    if (part && name) {
      found[part as 'settings' | 'secrets'][name] = one.detail ?? '';
      found.found = true;
    }
  }
  return found;
}
