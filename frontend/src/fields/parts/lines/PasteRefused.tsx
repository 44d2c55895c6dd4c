/** A paste is taken whole or not at all; here stands which cells kept it back, and why. */
import { useTranslation } from 'react-i18next';
import type { PastedCells } from '../../../api/lines';
import { Button } from '../../../ui/Button/Button';
import { Dialog } from '../../../ui/Dialog/Dialog';
import type { LineColumn } from './model';
import styles from './lines.module.css';

interface Props {
  columns: LineColumn[];
  problems: PastedCells['problems'];
  /** The place of the first pasted row. */
  top: number;
  onClose: () => void;
}

/** More would not be read. */
const most = 100;

export function PasteRefused({ columns, problems, top, onClose }: Props) {
  const { t } = useTranslation();
  const titleOf = (key: string) => columns.find((column) => column.key === key)?.title ?? key;
  return (
    <Dialog
      title={t('lines.refused.title')}
      subtitle={t('lines.refused.count', { count: problems.length })}
      onClose={onClose}
      wide
      flush
      foot={
        <Button variant="solid" data-autofocus onClick={onClose}>
          {t('lines.refused.close')}
        </Button>
      }
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.number}>{t('lines.number')}</th>
            <th>{t('lines.refused.column')}</th>
            <th>{t('lines.refused.pasted')}</th>
            <th>{t('lines.refused.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, most).map((problem) => (
            <tr key={`${problem.row}/${problem.column}`}>
              <td className={styles.number}>{top + problem.row + 1}</td>
              <td>{titleOf(problem.column)}</td>
              <td title={problem.text}>{problem.text}</td>
              <td className={styles.wraps}>{problem.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
