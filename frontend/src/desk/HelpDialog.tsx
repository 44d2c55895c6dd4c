/** The list of keys that work, opened with "?". */
import { useTranslation } from '../i18n/useTranslation';
import { Dialog } from '../ui/Dialog/Dialog';
import { Kbd } from '../ui/Button/Button';
import styles from './dialogs.module.css';

const groups: { title: string; keys: [string, string][] }[] = [
  { title: 'anywhere', keys: [['Ctrl K', 'search'], ['?', 'help'], ['G W', 'work'], ['G A', 'apps'], ['G M', 'market'], ['[', 'fold']] },
  { title: 'inbox', keys: [['J', 'next'], ['K', 'previous'], ['O', 'full'], ['A', 'agree'], ['R', 'return']] },
  { title: 'table', keys: [['/', 'find'], ['F', 'filter'], ['C', 'create'], ['↑ ↓', 'rows'], ['Space', 'drawer'], ['O', 'full'], ['E', 'edit']] },
];

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <div className={styles.keys}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{t(`help.${group.title}`)}</h3>
            <dl>
              {group.keys.map(([key, name]) => (
                <div key={name}>
                  <dt>{t(`help.${name}`)}</dt>
                  <dd>
                    <Kbd>{key}</Kbd>
                    <span className="visually-hidden">{key}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
