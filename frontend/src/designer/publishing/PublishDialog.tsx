/** Check and publish: what is wrong, what changes in words, which records that is about; then all drafts together or none. */
import { Link } from 'react-router';
import { useTranslation } from '../../i18n/useTranslation';
import { useChanges, useDocuments, useProblems, usePublish, type DraftProblem } from '../../api/drafts';
import { useToasts } from '../../desk/toasts';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { Icon } from '../../ui/Icon/Icon';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../../ui/States/States';
import { Tag } from '../../ui/Tag/Tag';
import { useUnreadOf } from '../draft/unreadProblems';
import { titleIn } from '../documents/titled';
import { Pilot } from './Pilot';
import { Scenarios } from './Scenarios';
import styles from '../designer.module.css';

interface Props {
  app: string;
  onClose: () => void;
  onPublished?: () => void;
}

const tones = { new: 'good', changed: 'indigo', withdrawn: 'bad' } as const;
/** More sentences than this nobody reads before deciding; the rest is counted. */
const most = 30;

export function PublishDialog({ app, onClose, onPublished }: Props) {
  const { t } = useTranslation();
  const changes = useChanges(app);
  const problems = useProblems(app);
  const documents = useDocuments(app);
  const publish = usePublish(app);
  const show = useToasts((store) => store.show);
  const kindTitle = (kind: string) => documents.data?.kinds.find((one) => one.key === kind)?.title ?? kind;
  const unread = useUnreadOf(app);
  const found: (DraftProblem & { drop?: () => void })[] = [...unread, ...(problems.data?.items ?? [])];
  const items = changes.data?.items ?? [];
  const pending = changes.isFetching || problems.isFetching;
  const failed = changes.error ?? problems.error;
  const go = () =>
    publish.mutate(
      items.map(({ kind, key, version }) => ({ kind, key, version })),
      {
        onSuccess: ({ published }) => {
          show(t('designer.published', { count: published }));
          onPublished?.();
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t('designer.publish')}
      wide
      locked={publish.isPending}
      onClose={onClose}
      foot={
        <>
          <Button disabled={publish.isPending} onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="solid" busy={publish.isPending} disabled={pending || items.length === 0 || found.length > 0} onClick={go}>
            {t('designer.publishCount', { count: items.length })}
          </Button>
        </>
      }
    >
      <div className={styles.publish}>
        {failed && <ErrorState error={failed} onRetry={() => void Promise.all([changes.refetch(), problems.refetch()])} />}
        {publish.isError && <Banner tone="bad" title={publish.error.message} />}
        {pending && !changes.data && (
          <LoadingState what={t('designer.checking')}>
            <Skeleton rows={4} />
          </LoadingState>
        )}
        {found.length > 0 && (
          <section aria-label={t('designer.problems')}>
            <h3 className={styles.bad}>
              <Icon name="warn" /> {t('designer.mustMend', { count: found.length })}
            </h3>
            <ul>
              {found.map((one) => (
                <li key={`${one.kind}/${one.app}/${one.key}${one.pointer}${one.code}`}>
                  <Link to={`/build/${one.app}/${one.kind}/${one.key}`} onClick={onClose}>
                    {[kindTitle(one.kind), titleIn(documents.data?.items, one), one.place].filter(Boolean).join(' · ')}
                  </Link>
                  <p>{one.detail}</p>
                  {one.drop && (
                    <Button size="small" onClick={one.drop}>
                      {t('designer.dropUnread')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        {changes.data && items.length === 0 && <EmptyState title={t('designer.nothingToPublish')} />}
        {changes.data?.impacts && changes.data.impacts.length > 0 && (
          <section aria-label={t('designer.impacts')}>
            <h3>{t('designer.impacts')}</h3>
            <ul>
              {changes.data.impacts.map((one) => (
                <li key={`${one.kind}/${one.key}/${one.field}/${one.words}`} className={styles.impact}>
                  <Icon name="warn" size={14} /> {one.words}
                </li>
              ))}
            </ul>
          </section>
        )}
        {changes.data && changes.data.scenarios > 0 && found.length === 0 && items.length > 0 && <Scenarios app={app} count={changes.data.scenarios} />}
        {changes.data && <Pilot app={app} seen={items.map(({ kind, key, version }) => ({ kind, key, version }))} blocked={pending || found.length > 0} />}
        {items.map((one) => (
          <section key={`${one.kind}/${one.key}`} aria-label={one.title}>
            <h3>
              {kindTitle(one.kind)} · {one.title} <Tag tone={tones[one.act]}>{t(`designer.act.${one.act}`)}</Tag>
            </h3>
            <ul>
              {one.changes.slice(0, most).map((change) => (
                <li key={`${change.path.join('/')}/${change.words}`}>{change.words}</li>
              ))}
              {one.changes.length > most && <li>{t('designer.moreChanges', { count: one.changes.length - most })}</li>}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
