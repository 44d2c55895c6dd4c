/** An app from a spreadsheet: drop the file, look at what its columns would be, and the app stands with its rows. */
import { useEffect, useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useTranslation } from '../../i18n/useTranslation';
import { useApps } from '../../api/records';
import { useMakeFromSpreadsheet, useProposal, type Proposal, type Reading } from '../../api/spreadsheets';
import { FileHead } from '../../importing/FileHead';
import { grouped } from '../../lib/numbers';
import { Button } from '../../ui/Button/Button';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { FileDrop } from '../../ui/FileDrop/FileDrop';
import { Banner } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { appKey, useKey } from '../documents/useKey';
import { Columns } from './Columns';
import { allRead, chosenFields, chosenFirst, type Chosen } from './chosen';
import styles from '../designer.module.css';

export function FromSpreadsheet() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [reading, setReading] = useState<Reading>({});
  const propose = useProposal();
  const read = (next: File, how: Reading) => {
    setFile(next);
    setReading(how);
    propose.mutate({ file: next, reading: how });
  };
  useEffect(() => {
    globalThis.document.title = `${t('designer.spreadsheet.title')} · Loomwork`;
  }, [t]);
  return (
    <main className={styles.page} id="sheet" tabIndex={-1}>
      <header className={styles.bar}>
        <Button variant="quiet" icon="left" label={t('designer.back')} onClick={() => void navigate('/apps')} />
        <div className={styles.names}>
          <h1>{t('designer.spreadsheet.title')}</h1>
        </div>
      </header>
      <div className={styles.middle}>
        <div className={`${styles.sheet} ${styles.broad}`}>
          {propose.isError && (
            <Banner tone="bad" title={t('import.unread')}>
              {propose.error.message}
            </Banner>
          )}
          {file && propose.data ? (
            <Proposed key={`${file.name}/${propose.data.sheet.sheet}/${propose.data.sheet.header_row}`} file={file} reading={reading} proposal={propose.data} onRead={(how) => read(file, { ...reading, ...how })} />
          ) : (
            <>
              <FileDrop
                title={propose.isPending ? t('import.reading') : t('designer.spreadsheet.drop')}
                hint={t('import.dropHint')}
                accept=".xlsx,.xls,.csv,.tsv,.txt"
                busy={propose.isPending}
                onFiles={([next]) => next && read(next, {})}
              />
              <p className={styles.hint}>{t('designer.spreadsheet.note')}</p>
            </>
          )}
        </div>
      </div>
    </main>
  );
}

interface ProposedProps {
  file: File;
  reading: Reading;
  proposal: Proposal;
  onRead: (how: Reading) => void;
}

function Proposed({ file, reading, proposal, onRead }: ProposedProps) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const apps = useApps();
  const make = useMakeFromSpreadsheet();
  const [title, setTitle] = useState(proposal.title);
  const [chosen, setChosen] = useState<Chosen[]>(() => chosenFirst(proposal));
  const taken = (apps.data?.items ?? []).map((app) => app.key);
  const { key, odd, told, setKey } = useKey(title, 'app', taken, appKey);
  const fields = chosenFields(chosen);
  const ready = title.trim() !== '' && odd === null && fields.length > 0 && !make.isPending && !make.isSuccess;
  const send = () =>
    make.mutate({ key, title: title.trim(), fields, file, reading, start: allRead(chosen) }, { onSuccess: (made) => made.import !== undefined && void navigate(`/apps/${made.app}/${made.form}/import/${made.import}`) });
  return (
    <>
      <FileHead job={{ file_name: file.name, rows: proposal.rows, sheet: proposal.sheet }} onChange={({ sheet, header_row }) => onRead({ ...(sheet !== undefined && { sheet, header_row: undefined }), ...(header_row !== undefined && { header_row }) })} />
      <div className={styles.pair}>
        <FieldFrame id={`${id}-title`} label={t('designer.spreadsheet.name')} required>
          <TextInput id={`${id}-title`} value={title} maxLength={200} onChange={setTitle} />
        </FieldFrame>
        <FieldFrame id={`${id}-key`} label={t('designer.key')} hint={t('designer.keyFree')} error={told}>
          <TextInput id={`${id}-key`} value={key} onChange={setKey} />
        </FieldFrame>
      </div>
      <Columns proposal={proposal} chosen={chosen} onChange={setChosen} />
      {make.isError && (
        <Banner tone="bad" title={t('designer.spreadsheet.notMade')}>
          {make.error.message}
        </Banner>
      )}
      {make.data?.trouble !== undefined && (
        <Banner tone="warning" title={t('designer.spreadsheet.rowsMissing')} actions={<Link to={`/apps/${make.data.app}/${make.data.form}/import`}>{t('designer.spreadsheet.importAgain')}</Link>}>
          {make.data.trouble}
        </Banner>
      )}
      <footer className={styles.deeds}>
        <span className={styles.hint}>{t(allRead(chosen) ? 'designer.spreadsheet.after' : 'designer.spreadsheet.decide')}</span>
        <Button variant="solid" busy={make.isPending} disabled={!ready} onClick={send}>
          {t(allRead(chosen) ? 'designer.spreadsheet.make' : 'designer.spreadsheet.makeAndLook', { count: proposal.rows, rows: grouped(String(proposal.rows)) })}
        </Button>
      </footer>
    </>
  );
}
