/** Serial number: given by the server when the record is created. Value: text or null. */
import { useTranslation } from '../i18n/useTranslation';
import { defineField } from '../lib/defineField';
import { Line } from './parts/Line';
import styles from './parts/parts.module.css';

function Given({ id, value }: { id: string; value: string | null }) {
  const { t } = useTranslation();
  return (
    <output id={id} className={styles.computed}>
      {value ?? t('lines.numberedLater')}
    </output>
  );
}

export default defineField<string | null>({
  key: 'serial_number',
  palette: ['relations', 8],
  once: true,
  icon: 'text',
  width: 150,
  group: true,
  phoneGroup: true,
  Input: ({ id, value }) => <Given id={id} value={value} />,
  Cell: ({ value, hit }) => <Line text={value} hit={hit} />,
  text: (value) => value ?? '',
});
