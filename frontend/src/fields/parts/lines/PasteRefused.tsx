/** A paste is taken whole or not at all; here stands which cells kept it back, and why. A name that several have can be
 * decided here, and the paste goes on. */
import { useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import type { FieldInfo } from '../../../api/types';
import { Button } from '../../../ui/Button/Button';
import { Dialog } from '../../../ui/Dialog/Dialog';
import { Select } from '../../../ui/Select/Select';
import type { CellProblem, Refused } from './usePaste';
import styles from './lines.module.css';

interface Props {
  refused: Refused<FieldInfo>;
  onChoose: (chosen: Readonly<Record<string, string>>) => void;
  onClose: () => void;
}

/** More would not be read. */
const most = 100;

export function PasteRefused({ refused: { columns, problems, top }, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const titleOf = (key: string) => columns.find((column) => column.key === key)?.title ?? key;
  const names = problems.filter(({ candidates }) => candidates.length > 0);
  const onlyNames = names.length === problems.length;
  const decided = onlyNames && names.every((problem) => chosen[nameOf(problem)]);
  return (
    <Dialog
      title={t('pasting.title')}
      subtitle={t(onlyNames ? 'pasting.names' : 'pasting.count', { count: problems.length })}
      onClose={onClose}
      wide
      flush
      foot={
        onlyNames ? (
          <>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button variant="solid" disabled={!decided} onClick={() => onChoose(chosen)}>
              {t('pasting.go')}
            </Button>
          </>
        ) : (
          <Button variant="solid" data-autofocus onClick={onClose}>
            {t('pasting.close')}
          </Button>
        )
      }
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.number}>{t('lines.number')}</th>
            <th>{t('pasting.column')}</th>
            <th>{t('pasting.pasted')}</th>
            <th>{t('pasting.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, most).map((problem) => (
            <tr key={`${problem.row}/${problem.column}`}>
              <td className={styles.number}>{top + problem.row + 1}</td>
              <td>{titleOf(problem.column)}</td>
              <td title={problem.text}>{problem.text}</td>
              <td className={styles.wraps}>
                {problem.candidates.length > 0 ? (
                  <Select
                    label={t('pasting.whom', { name: problem.text })}
                    size="small"
                    empty={problem.message}
                    value={chosen[nameOf(problem)] ?? null}
                    options={problem.candidates.map(({ id, name }) => ({ value: id, label: name }))}
                    onChange={(id) => setChosen((now) => ({ ...now, [nameOf(problem)]: id ?? '' }))}
                  />
                ) : (
                  problem.message
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

const nameOf = (problem: CellProblem) => `${problem.column}/${problem.text}`;
