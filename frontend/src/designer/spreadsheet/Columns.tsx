/** The columns of a spreadsheet as fields: wanted or not, called how, of which type, with what stands in them. */
import { useTranslation } from '../../i18n/useTranslation';
import type { Proposal } from '../../api/spreadsheets';
import { listed } from '../../lib/listed';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { Select } from '../../ui/Select/Select';
import { TextInput } from '../../ui/TextInput/TextInput';
import { chosenField, type Chosen } from './chosen';
import styles from './Columns.module.css';

interface Props {
  proposal: Proposal;
  chosen: readonly Chosen[];
  onChange: (chosen: Chosen[]) => void;
}

export function Columns({ proposal, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const titles = new Map(proposal.types.map(({ key, title }) => [key, title]));
  const change = (at: number, part: Partial<Chosen>) => onChange(chosen.map((one, place) => (place === at ? { ...one, ...part } : one)));
  return (
    <ul className={styles.columns} aria-label={t('designer.spreadsheet.columns')}>
      {proposal.columns.map((column, at) => {
        const one = chosen[at];
        if (!one) return null;
        const unread = chosenField(one)?.unread ?? 0;
        return (
          <li key={column.name} className={one.wanted ? undefined : styles.left}>
            <Checkbox checked={one.wanted} onChange={(wanted) => change(at, { wanted })} label={t('designer.spreadsheet.take', { column: column.name })} />
            <TextInput label={t('designer.spreadsheet.called', { column: column.name })} size="small" value={one.title} maxLength={200} disabled={!one.wanted} onChange={(title) => change(at, { title })} />
            <Select
              label={t('designer.spreadsheet.type', { column: column.name })}
              size="small"
              value={one.type}
              disabled={!one.wanted || one.fields.length < 2}
              options={one.fields.map(({ field }) => ({ value: String(field.type), label: titles.get(String(field.type)) ?? String(field.type) }))}
              onChange={(type) => type && change(at, { type })}
            />
            <span className={styles.samples}>{column.samples.length > 0 ? listed(column.samples) : t('designer.spreadsheet.empty')}</span>
            {unread > 0 && one.wanted ? (
              <span className={styles.unread}>{t('designer.spreadsheet.unread', { count: unread })}</span>
            ) : (
            <span className={styles.filled}>{t('designer.spreadsheet.filled', { filled: column.filled, of: proposal.looked_at })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
