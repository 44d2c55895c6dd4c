/** Before much is pasted: how many cells change, which rows are new, and what of the block has no place. */
import { useTranslation } from '../../i18n/useTranslation';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { classes } from '../../ui/classes';
import { Banner } from '../../ui/States/States';
import type { Preview } from './useBlock';
import lines from '../../fields/parts/lines/lines.module.css';
import styles from './table.module.css';

const mostShown = 12;
const mostColumns = 8;

export function PastePreview({ preview, onPaste, onClose }: { preview: Preview; onPaste: (preview: Preview) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { columns, rows, changed, fresh, skipped, beyond, selected, range } = preview;
  const told = [
    selected && t('cells.preview.larger', { rows: rows.length, columns: columns.length + skipped.length + beyond, ownRows: selected.rows, ownColumns: selected.columns }),
    skipped.length > 0 && t('cells.preview.skipped', { fields: skipped.map((name) => t('table.quoted', { name })).join('') }),
    beyond > 0 && t('cells.preview.beyond', { count: beyond }),
  ].filter((one): one is string => Boolean(one));
  return (
    <Dialog
      title={t('cells.preview.title')}
      subtitle={[t('cells.preview.changed', { count: changed }), fresh > 0 && t('cells.preview.fresh', { count: fresh })].filter(Boolean).join(t('cells.preview.and'))}
      onClose={onClose}
      wide
      flush
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="solid" data-autofocus onClick={() => onPaste(preview)}>
            {t('cells.preview.paste')}
          </Button>
        </>
      }
    >
      {told.map((sentence) => (
        <Banner key={sentence} tone="warning" title={sentence} />
      ))}
      <table className={lines.table}>
        <thead>
          <tr>
            <th className={lines.number}>{t('lines.number')}</th>
            {columns.slice(0, mostColumns).map((field) => (
              <th key={field.key}>{field.title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostShown).map(({ record, texts }, place) => (
            <tr key={record?.id ?? place}>
              <td className={lines.number}>{record ? range.top + place + 1 : t('cells.preview.new')}</td>
              {texts.slice(0, mostColumns).map(({ now, next }, at) => (
                <td key={columns[at]?.key} className={classes(now !== next.trim() && styles.changes)}>
                  {record && now !== next.trim() && now && <del>{now}</del>} {next || '—'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostShown && <p className={styles.rest}>{t('cells.preview.restRows', { count: rows.length - mostShown })}</p>}
      {columns.length > mostColumns && <p className={styles.rest}>{t('cells.preview.restColumns', { count: columns.length - mostColumns })}</p>}
    </Dialog>
  );
}
