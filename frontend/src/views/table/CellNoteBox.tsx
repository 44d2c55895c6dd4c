/** Beside a cell: why it was not saved, or what two people wrote into it, to choose from. */
import { useTranslation } from '../../i18n/useTranslation';
import type { FormInfo } from '../../api/types';
import { ClashChoice } from '../../form/ClashChoice';
import { momentText } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import type { CellNote } from './useCells';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  note: CellNote;
  top: number;
  left: number;
  onClose: () => void;
}

export function CellNoteBox({ app, form, note, top, left, onClose }: Props) {
  const { t } = useTranslation();
  const field = form.fields.find(({ key }) => key === note.key);
  return (
    <div role="alert" data-note="" className={styles.note} style={{ top, left }} onPointerDown={(event) => event.stopPropagation()}>
      {note.clash && field ? (
        <>
          <b>{note.clash.metBy.name ? t('form.conflict.by', { name: note.clash.metBy.name, time: momentText(note.clash.metBy.at) }) : t('form.conflict.title')}</b>
          <ClashChoice clash={note.clash.clash} field={field} app={app} metBy={note.clash.metBy} labels={{}} onChoose={note.clash.onChoose} />
        </>
      ) : (
        <p>
          {field && <b>{field.title} </b>}
          {note.sentence}
        </p>
      )}
      <span className={styles.noteActs}>
        {note.anyway && (
          <Button size="small" onClick={note.anyway}>
            {t('cells.anyway')}
          </Button>
        )}
        {!note.clash && (
          <Button size="small" variant="quiet" onClick={onClose}>
            {t('cells.seen')}
          </Button>
        )}
      </span>
    </div>
  );
}
