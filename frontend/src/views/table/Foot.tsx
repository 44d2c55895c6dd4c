/** Below the rows: how many there are and their totals; what is chosen; what the active cell takes and which keys save it. */
import { useTranslation } from '../../i18n/useTranslation';
import type { RecordQuery } from '../../api/records';
import type { FormInfo } from '../../api/types';
import { fieldView } from '../../lib/fields';
import { countText } from '../../lib/numbers';
import { Kbd } from '../../ui/Button/Button';
import type { Range } from '../../ui/Grid/cursor';
import { BulkBar } from './BulkBar';
import type { Column } from './columns';
import { figureWords } from './figures';
import type { Selection } from './selection';
import type { ColorRule } from './state';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  selection: Selection;
  query: RecordQuery;
  total: number | null;
  exact: boolean;
  loaded: number;
  fetching: boolean;
  figures: Record<string, unknown>;
  colors: ColorRule[];
  /** The column of the active cell. */
  standing: Column | null;
  editing: boolean;
  /** Several cells that are chosen. */
  block: Range | null;
  /** A cell that was to be opened and does not open. */
  closed: Column | null;
  saving: boolean;
}

export function Foot({ app, form, selection, query, total, exact, loaded, fetching, figures, colors, standing, editing, block, closed, saving }: Props) {
  const { t, i18n } = useTranslation();
  if (selection.whole || selection.ids.size > 0) {
    return (
      <footer className={styles.foot} aria-live="polite">
        <BulkBar app={app} form={form} selection={selection} query={query} total={total} />
      </footer>
    );
  }
  const unit = standing && (fieldView(standing.field.type)?.headerUnit?.(standing.field.settings, i18n.language) ?? null);
  const told = Object.entries(figures).flatMap(([name, value]) => figureWords(form, name, value, t, i18n.language) ?? []);
  return (
    <footer className={styles.foot} aria-live="polite">
      <span>
        <b>{total === null ? loaded : countText(total, exact, i18n.language)}</b> {t('table.rows')}
      </span>
      {told.map(({ title, text }) => (
        <span key={title}>
          {title} <b>{text}</b>
        </span>
      ))}
      {colors.map((color) => (
        <span key={color.title} className={styles.legend}>
          <i aria-hidden="true" style={{ background: `var(--lw-hue-bg-${color.hue})`, borderColor: `var(--lw-hue-ink-${color.hue})` }} />
          {color.title}
        </span>
      ))}
      {fetching && <span>{t('states.loading.title')}</span>}
      <span className={styles.grow} />
      {saving && <span>{t('cells.saving')}</span>}
      {closed ? (
        <span role="status" className={styles.closed}>
          {t(`cells.closed.${closed.closed}`, { field: closed.field.title })}
        </span>
      ) : standing ? (
        <span className={styles.doing}>
          {block
            ? t('cells.block', { rows: block.bottom - block.top + 1, columns: block.right - block.left + 1 })
            : t(editing ? 'cells.editing' : standing.closed ? 'cells.reading' : 'cells.standing', { field: standing.field.title })}
          {unit && !block && !editing && t('cells.unit', { unit })}
        </span>
      ) : (
        <span className={styles.tip}>{t('table.tip')}</span>
      )}
      {standing && (
        <span className={styles.tip}>
          {block ? (
            <>
              <Kbd>Ctrl C</Kbd> {t('cells.keys.copy')} <Kbd>Ctrl V</Kbd> {t('cells.keys.paste')} <Kbd>Ctrl D</Kbd> {t('cells.keys.fill')}
            </>
          ) : editing ? (
            <>
              <Kbd>Enter</Kbd> {t('cells.keys.save')} <Kbd>Esc</Kbd> {t('cells.keys.drop')}
            </>
          ) : (
            <>
              {!standing.closed && (
                <>
                  <Kbd>Enter</Kbd> {t('cells.keys.edit')}{' '}
                </>
              )}
              <Kbd>{t('cells.keys.space')}</Kbd> {t('cells.keys.open')}
            </>
          )}
        </span>
      )}
    </footer>
  );
}
