/** What can be done with the view that is open: begin with it, and where it is one's own rename, share and delete it. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useNamed } from '../../api/pickers';
import { useSavedViews, type SharedWith, type ViewInfo } from '../../api/views';
import { useMay } from '../../desk/session';
import { useToasts } from '../../desk/toasts';
import { Button } from '../../ui/Button/Button';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { Dialog } from '../../ui/Dialog/Dialog';
import { Menu, type MenuItem } from '../../ui/Menu/Menu';
import { Banner } from '../../ui/States/States';
import { NameDialog } from './SaveBar';
import styles from './parts.module.css';

interface Props {
  app: string;
  form: string;
  view: ViewInfo;
  onGone: () => void;
}

export function ViewMenu({ app, form, view, onGone }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const saved = useSavedViews(app, form);
  const show = useToasts((toasts) => toasts.show);
  const [asking, setAsking] = useState<'name' | 'share' | 'remove' | null>(null);
  const items: MenuItem[] = [
    view.first
      ? { key: 'first', title: t('views.saved.notFirst'), icon: 'star', onChoose: () => saved.begin.mutate(null, { onSuccess: () => show(t('views.saved.firstGone')) }) }
      : { key: 'first', title: t('views.saved.first'), icon: 'star', onChoose: () => saved.begin.mutate(view.key, { onSuccess: () => show(t('views.saved.isFirst', { title: view.title })) }) },
  ];
  if (view.saved?.mine) {
    items.push({ key: 'name', title: t('views.saved.rename'), icon: 'edit', onChoose: () => setAsking('name') });
    if (may('views.share') || view.saved.shared) items.push({ key: 'share', title: t('views.saved.share'), icon: 'users', onChoose: () => setAsking('share') });
    items.push({ key: 'remove', title: t('views.saved.remove'), icon: 'trash', danger: true, onChoose: () => setAsking('remove') });
  }
  const close = () => setAsking(null);
  return (
    <>
      <Menu label={t('views.saved.menu', { title: view.title })} items={items} trigger={(button) => <Button size="small" variant="quiet" icon="down" label={t('views.saved.menu', { title: view.title })} {...button} />} />
      {view.saved && !view.saved.mine && <span className={styles.whose}>{t('views.saved.by', { name: view.saved.owner })}</span>}
      {asking === 'name' && <NameDialog title={t('views.saved.rename')} name={view.title} onName={(title) => saved.change.mutateAsync({ view: view.key, title })} onClose={close} />}
      {asking === 'share' && <ShareDialog view={view} onShare={(shared) => saved.change.mutateAsync({ view: view.key, shared })} onClose={close} />}
      {asking === 'remove' && (
        <Dialog
          title={t('views.saved.removeTitle', { title: view.title })}
          onClose={close}
          foot={
            <>
              <span style={{ flex: 1 }} />
              <Button onClick={close}>{t('common.cancel')}</Button>
              <Button variant="danger" busy={saved.remove.isPending} onClick={() => saved.remove.mutate(view.key, { onSuccess: onGone })}>
                {t('views.saved.remove')}
              </Button>
            </>
          }
        >
          {saved.remove.error && <Banner tone="bad" title={saved.remove.error.message} />}
          <p>{t(view.saved?.shared ? 'views.saved.removeShared' : 'views.saved.removeWords')}</p>
        </Dialog>
      )}
    </>
  );
}

function ShareDialog({ view, onShare, onClose }: { view: ViewInfo; onShare: (shared: SharedWith) => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation();
  const before = (view.saved?.shared ?? null) as SharedWith;
  const [whom, setWhom] = useState<'me' | 'all' | 'roles'>(before === null ? 'me' : 'all' in before ? 'all' : 'roles');
  const [chosen, setChosen] = useState<string[]>(before && 'roles' in before ? before.roles : []);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const roles = useNamed('roles', '', whom === 'roles');
  const share = () => {
    setBusy(true);
    onShare(whom === 'me' ? null : whom === 'all' ? { all: true } : { roles: chosen })
      .then(onClose)
      .catch((error: Error) => setFailure(error.message))
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      title={t('views.saved.shareTitle', { title: view.title })}
      subtitle={t('views.saved.shareWords')}
      onClose={onClose}
      foot={
        <>
          <span style={{ flex: 1 }} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" busy={busy} disabled={whom === 'roles' && chosen.length === 0} onClick={share}>
            {t('views.saved.name')}
          </Button>
        </>
      }
    >
      {failure && <Banner tone="bad" title={failure} />}
      <fieldset className={styles.whom}>
        <legend className="visually-hidden">{t('views.saved.share')}</legend>
        {(['me', 'all', 'roles'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="whom" checked={whom === one} onChange={() => setWhom(one)} /> {t(`views.saved.with.${one}`)}
          </label>
        ))}
      </fieldset>
      {whom === 'roles' && (
        <div className={styles.roles}>
          {(roles.data?.items ?? []).map(({ id, label }) => (
            <Checkbox key={id} checked={chosen.includes(id)} onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((role) => role !== id))}>
              {label}
            </Checkbox>
          ))}
        </div>
      )}
    </Dialog>
  );
}
