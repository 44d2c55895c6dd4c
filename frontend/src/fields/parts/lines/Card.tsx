/** One line as a card: what it is and what it comes to on two lines of text; opened, its fields one below the other. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import type { FieldInfo, Values } from '../../../api/types';
import { Icon } from '../../../ui/Icon/Icon';
import { LineCell } from './LineCell';
import { isRight } from './LineTable';
import styles from './lines.module.css';

interface Props {
  number: number;
  columns: FieldInfo[];
  values: Values;
  labelOf: (key: string) => string | null | undefined;
  /** Something in it has to be mended. */
  wrong: boolean;
  open: boolean;
  onToggle: () => void;
  /** What stands in the open card. */
  children?: ReactNode;
  /** Buttons at the foot of the open card. */
  acts?: ReactNode;
}

/** Values in the second line of a card. */
const mostWords = 3;

export function Card({ number, columns, values, labelOf, wrong, open, onToggle, children, acts }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) frame.current?.scrollIntoView?.({ block: 'start' });
  }, [open]);
  const told = columns.filter((column) => !isNothing(values[column.key]));
  const [name, ...others] = told.filter((column) => !isRight(column));
  const figure = told.filter(isRight).at(-1);
  const rest = [...others, ...told.filter((column) => isRight(column) && column !== figure)].slice(0, mostWords);
  const cell = (column: FieldInfo) => <LineCell column={column} value={values[column.key]} label={labelOf(column.key)} />;
  return (
    <section ref={frame} className={styles.card} aria-label={t('lines.line', { number })}>
      <button type="button" className={styles.cardTitle} aria-expanded={open} onClick={onToggle}>
        <span className={styles.cardNumber}>{number}</span>
        <span className={styles.summary}>
          <span className={styles.summaryName}>{name ? cell(name) : figure ? null : t('lines.blank')}</span>
          {rest.length > 0 && (
            <span className={styles.summaryRest}>
              {rest.map((column, place) => (
                <span key={column.key}>
                  {place > 0 && ' · '}
                  {isRight(column) && `${column.title} `}
                  {cell(column)}
                </span>
              ))}
            </span>
          )}
        </span>
        {wrong && <span className={styles.wrong}>{t('lines.toMend')}</span>}
        {figure && <span className={styles.figure}>{cell(figure)}</span>}
        <Icon name={open ? 'up' : 'down'} size={16} />
      </button>
      {open && (
        <div className={styles.cardBody}>
          {children}
          {acts && <footer className={styles.cardActs}>{acts}</footer>}
        </div>
      )}
    </section>
  );
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
