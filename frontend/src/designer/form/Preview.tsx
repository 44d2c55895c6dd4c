/** The draft as people would fill it in: at three widths, as one role or with every right. Nothing is saved. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useFormPreview } from '../../api/drafts';
import { useNarrow } from '../../lib/narrow';
import { RecordForm } from '../../form/RecordForm';
import { localized } from '../../lib/localized';
import { Problem } from '../../lib/problems';
import { Button } from '../../ui/Button/Button';
import { Select } from '../../ui/Select/Select';
import { Banner, EmptyState, ErrorState, LoadingState } from '../../ui/States/States';
import { classes } from '../../ui/classes';
import { useAround } from '../settings/panel';
import styles from './form.module.css';

const widths = { phone: 'mobile', tablet: 'columns', desk: 'desktop' } as const;
type Width = keyof typeof widths;

export function Preview({ app, form, version }: { app: string; form: string; version: number }) {
  const { t } = useTranslation();
  const { contents } = useAround();
  const narrow = useNarrow();
  const [chosen, setWidth] = useState<Width>('desk');
  const width = narrow ? 'phone' : chosen;
  const [role, setRole] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const found = useFormPreview(app, form, role, version);
  const roles = contents.filter((one) => one.kind === 'role');
  // What is half made is no fault of the server's.
  const wrong = found.error instanceof Problem && found.error.document.errors?.length ? found.error.document.errors : null;
  return (
    <>
      <div className={styles.tools}>
        {!narrow && (Object.keys(widths) as Width[]).map((one) => (
          <Button key={one} size="small" icon={widths[one]} pressed={width === one} onClick={() => setWidth(one)}>
            {t(`designer.widths.${one}`)}
          </Button>
        ))}
        {roles.length > 0 && <Select size="small" label={t('designer.asRole')} value={role} empty={t('designer.asAll')} options={roles.map((one) => ({ value: `${app}.${one.key}`, label: t('designer.asOne', { role: localized(one.document.title as string) }) }))} onChange={setRole} />}
      </div>
      <div className={classes(styles.paper, width === 'phone' && styles.phone, width === 'tablet' && styles.tablet, width === 'desk' && styles.wideScreen)}>
        {found.isPending && <LoadingState />}
        {found.isError && (wrong ? <Banner tone="warning" title={t('designer.previewNeeds')}>{wrong.map((one) => <p key={`${one.pointer}${one.detail}`}>{one.detail}</p>)}</Banner> : <ErrorState error={found.error} onRetry={() => void found.refetch()} />)}
        {tried && <Banner tone="info" title={t('designer.notSaved')} />}
        {found.data && found.data.fields.length === 0 && <EmptyState title={t('designer.nothingSeen')} />}
        {found.data && found.data.fields.length > 0 && (
          <RecordForm
            key={`${version}/${role}/${width}`}
            // The server knows the form as it was published, if at all: what it would say of these values is not asked.
            form={{ ...found.data, asks: false }}
            device={width === 'phone' ? 'phone' : 'desk'}
            submitLabel={t('designer.tryIt')}
            send={async () => true}
            onSent={() => setTried(true)}
          />
        )}
      </div>
    </>
  );
}
