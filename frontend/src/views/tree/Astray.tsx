/** Records that have no place in the tree, each kind under words that say why; nothing is shown where there are none. */
import { useMemo } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useAstray } from '../../api/views';
import { also } from '../parts/useNarrowing';
import { Branch, type Props as BranchProps } from './Branch';
import styles from './tree.module.css';

type Props = Omit<BranchProps, 'under' | 'own' | 'onIds' | 'level'>;

export function Astray(props: Props) {
  const { t } = useTranslation();
  const { app, form, parent, below } = props;
  const found = useAstray(app, form.key, { parent: parent.key, filter: below.filter }, true);
  if (!found.data) return null;
  return (
    <>
      <Apart {...props} ids={found.data.unseen} title={t('tree.unseen', { field: parent.title })} />
      <Apart {...props} ids={found.data.circled} title={t('tree.circled', { field: parent.title })} />
      {found.data.more && <p className={styles.apart}>{t('tree.more')}</p>}
    </>
  );
}

function Apart({ ids, title, ...props }: Props & { ids: string[]; title: string }) {
  const { below } = props;
  const own = useMemo(() => also(below, { field: 'id', operator: 'one_of', value: ids }), [below, ids]);
  if (ids.length === 0) return null;
  return (
    <div role="rowgroup" aria-label={title}>
      <h2 className={styles.apart}>{title}</h2>
      <Branch {...props} under={undefined} own={own} level={1} />
    </div>
  );
}
