/** The head of a group: what its records have in common, how many they are, and their totals; and the row that asks for more of them. */
import { useTranslation } from '../../i18n/useTranslation';
import type { FormInfo } from '../../api/types';
import { FieldValue } from '../../form/FieldValue';
import { grouped } from '../../lib/numbers';
import { Icon } from '../../ui/Icon/Icon';
import { Button } from '../../ui/Button/Button';
import { classes } from '../../ui/classes';
import { figureWords } from './figures';
import type { GroupHead } from './items';
import styles from './table.module.css';

interface Place {
  row: number;
  start: number;
  height: number;
  active: boolean;
}

const indent_px = 20;

export function GroupRow({ row, start, height, active, form, head, onFold }: Place & { form: FormInfo; head: GroupHead; onFold: (path: string, open: boolean | null) => void }) {
  const { t, i18n } = useTranslation();
  const field = form.fields.find(({ key }) => key === head.field);
  const figures = Object.entries(head.figures).flatMap(([name, value]) => figureWords(form, name, value, t, i18n.language) ?? []);
  return (
    <div role="row" data-row={row} aria-rowindex={row + 2} aria-expanded={head.open} tabIndex={active ? 0 : -1} className={classes(styles.row, styles.group)} style={{ height, transform: `translateY(${start}px)` }} onClick={() => onFold(head.path, null)}>
      <div role="gridcell" className={styles.groupHead} style={{ paddingLeft: 12 + head.depth * indent_px }}>
        <Icon name={head.open ? 'down' : 'right'} size={14} />
        {field && (head.value === null ? <span className={styles.hint}>{t('views.noValue')}</span> : <FieldValue field={field} value={head.value} label={head.label} app="" line />)}
        <span className={styles.hint}>
          {t('cells.groupCount', { count: head.count, shown: grouped(String(head.count)) })}
          {figures.map(({ title, text }) => ` · ${title} ${text}`)}
          {head.loading && ` · ${t('states.loading.title')}`}
        </span>
      </div>
    </div>
  );
}

export function MoreRow({ row, start, height, active, left, onMore }: Place & { left: number; onMore: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="row" data-row={row} aria-rowindex={row + 2} tabIndex={active ? 0 : -1} className={classes(styles.row, styles.group)} style={{ height, transform: `translateY(${start}px)` }}>
      <div role="gridcell" className={styles.groupHead} style={{ paddingLeft: 32 }}>
        <Button size="small" variant="quiet" tabIndex={-1} onClick={onMore}>
          {t('cells.moreRows', { shown: grouped(String(left)) })}
        </Button>
      </div>
    </div>
  );
}

/** A record that is not here yet; its number tells where one is. */
export function AwayRow({ row, start, height, active }: Place) {
  const { t } = useTranslation();
  return (
    <div role="row" data-row={row} data-away="" aria-rowindex={row + 2} aria-busy="true" tabIndex={active ? 0 : -1} className={styles.row} style={{ height, transform: `translateY(${start}px)` }}>
      <div role="gridcell" aria-colindex={1} data-number="" className={styles.number}>
        {row + 1}
      </div>
      <div role="gridcell" className={styles.away}>
        <span className="visually-hidden">{t('states.loading.title')}</span>
      </div>
    </div>
  );
}

/** What is in groups too small to be listed. */
export function RestRow({ row, start, height, active, count }: Place & { count: number }) {
  const { t } = useTranslation();
  return (
    <div role="row" data-row={row} aria-rowindex={row + 2} tabIndex={active ? 0 : -1} className={classes(styles.row, styles.group)} style={{ height, transform: `translateY(${start}px)` }}>
      <div role="gridcell" className={classes(styles.groupHead, styles.hint)}>
        {t('cells.restRows', { count, shown: grouped(String(count)) })}
      </div>
    </div>
  );
}
