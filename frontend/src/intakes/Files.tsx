/** Files that were dropped: where to put them, how far each is, what became of it and which rows were refused. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useDropActs, useDroppedFiles, useRefusedRows, type DroppedFile, type IntakeShown } from '../api/intakes';
import { useNow } from '../api/session';
import { useToasts } from '../desk/toasts';
import { shortMoment } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { Progress } from '../ui/Progress/Progress';
import { Banner, EmptyState, ErrorState, LoadingState, Skeleton } from '../ui/States/States';
import { Tag } from '../ui/Tag/Tag';
import { Copied } from './Copied';
import styles from './intakes.module.css';

const tones = { seen: 'plain', taking: 'indigo', done: 'good', failed: 'bad', repeated: 'warning' } as const;

export function Files({ app, intake }: { app: string; intake: IntakeShown }) {
  const { t } = useTranslation();
  const show = useToasts((store) => store.show);
  const found = useDroppedFiles(app, intake.key);
  const acts = useDropActs(app, intake.key);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const folder = found.data?.pages[0]?.folder;
  return (
    <>
      {folder && (
        <section className={styles.folder} aria-labelledby="folder">
          <h2 id="folder" className={styles.heading}>
            {t('intakes.folder')}
          </h2>
          <p className={styles.note}>{t('intakes.folderWords')}</p>
          <Copied text={folder} label={t('intakes.folder')} />
        </section>
      )}
      <div className={styles.bar}>
        <h2 className={styles.heading}>{t('intakes.files')}</h2>
        <span className={styles.grow} />
        <Button size="small" icon="redo" busy={acts.look.isPending} onClick={() => acts.look.mutate(undefined, { onSuccess: () => show(t('intakes.lookingToast')) })}>
          {t('intakes.look')}
        </Button>
      </div>
      {(acts.look.error ?? acts.again.error) && <Banner tone="bad" title={(acts.look.error ?? acts.again.error)?.message ?? ''} />}
      {found.isPending && (
        <LoadingState>
          <Skeleton rows={5} line={48} />
        </LoadingState>
      )}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && (
        <EmptyState icon="file" title={t('intakes.noFiles')}>
          {t('intakes.noFilesWords')}
        </EmptyState>
      )}
      <ul className={styles.tokens}>
        {items.map((one) => (
          <Line key={one.id} app={app} intake={intake.key} file={one} onAgain={() => acts.again.mutate(one.id)} />
        ))}
      </ul>
      {found.hasNextPage && (
        <div className={styles.more}>
          <Button size="small" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Line({ app, intake, file, onAgain }: { app: string; intake: string; file: DroppedFile; onAgain: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const [reading, setReading] = useState(false);
  return (
    <li>
      <span>
        <b>{file.file_name}</b> <Tag tone={tones[file.state]}>{t(`intakes.fileStates.${file.state}`)}</Tag>
        <small className={styles.note}>
          {shortMoment(file.at, now)}
          {file.rows > 0 && ` · ${t('intakes.fileRows', { rows: file.rows, taken: file.taken, refused: file.refused })}`}
        </small>
        {file.problem && <small className={styles.why}>{file.problem}</small>}
        {file.state === 'taking' && <Progress done={file.done} total={file.rows} label={t('intakes.fileStates.taking')} />}
      </span>
      {file.refused > 0 && (
        <Button size="small" aria-label={`${t('intakes.refusedRows')} · ${file.file_name}`} onClick={() => setReading(true)}>
          {t('intakes.refusedRows')}
        </Button>
      )}
      {file.state === 'repeated' && (
        <Button size="small" icon="redo" aria-label={`${t('intakes.fileAgain')} · ${file.file_name}`} onClick={onAgain}>
          {t('intakes.fileAgain')}
        </Button>
      )}
      {reading && <Refused app={app} intake={intake} file={file} onClose={() => setReading(false)} />}
    </li>
  );
}

function Refused({ app, intake, file, onClose }: { app: string; intake: string; file: DroppedFile; onClose: () => void }) {
  const { t } = useTranslation();
  const rows = useRefusedRows(app, intake, file.id);
  return (
    <Dialog wide title={t('intakes.refusedRows')} subtitle={t('intakes.refusedWords', { name: file.file_name })} onClose={onClose}>
      {rows.isPending && (
        <LoadingState>
          <Skeleton rows={5} />
        </LoadingState>
      )}
      {rows.isError && <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />}
      <ul className={styles.tokens}>
        {rows.data?.items.map((one, at) => (
          <li key={at}>
            <span>
              <b>{t('intakes.rowNumber', { row: one.row })}</b> {one.column} {one.value && <code>{one.value}</code>}
              <small className={styles.why}>{one.message}</small>
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
