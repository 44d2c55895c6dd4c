/** Detail lines: rows of a table within the record. Value: [{id, column: value}] or null; what is worked out is not sent. */
import { useTranslation } from 'react-i18next';
import { defineField } from '../lib/defineField';
import { LineCards } from './parts/lines/LineCards';
import { LineTable } from './parts/lines/LineTable';
import { seenLines, sentLines, type Line, type LineSettings } from './parts/lines/model';
import { Missing } from './parts/Missing';

function Count({ lines }: { lines: Line[] | null }) {
  const { t } = useTranslation();
  return lines?.length ? <>{t('lines.count', { count: lines.length })}</> : <Missing />;
}

export default defineField<Line[] | null, LineSettings>({
  key: 'detail_lines',
  icon: 'table',
  width: 100,
  wide: true,
  group: true,
  phoneGroup: true,
  Input: LineCards,
  PhoneInput: LineCards,
  Cell: ({ value }) => <Count lines={value} />,
  Display: ({ value, settings, field, labels, app }) =>
    value?.length && settings.columns?.length ? <LineTable field={field.key} lines={value} columns={settings.columns} labels={labels} app={app} /> : <Count lines={value} />,
  expressionType: () => 'list',
  seen: (value, settings) => seenLines(value, settings.columns ?? []),
  sent: (value, settings) => sentLines(value, settings.columns ?? []),
  text: (value) => (value?.length ? String(value.length) : ''),
});
