/** Detail lines: rows of a table within the record. Value: [{id, column: value}] or null; what is worked out is not sent. */
import { useTranslation } from '../i18n/useTranslation';
import { loadEngine } from '../expressions/engine';
import { defineField } from '../lib/defineField';
import { lazyPart } from '../ui/lazyPart';
import { mergedLines, withPart } from './parts/lines/merging';
import { lineFault, seenLines, sentLines, type Line, type LineSettings } from './parts/lines/model';
import { Missing } from './parts/Missing';

function Count({ lines }: { lines: Line[] | null }) {
  const { t } = useTranslation();
  return lines?.length ? <>{t('lines.count', { count: lines.length })}</> : <Missing />;
}

/** The lines' formulas are worked out where they are filled in, and desks and phones fetch only what they show. */
const LineGrid = lazyPart(async () => {
  await loadEngine();
  return (await import('./parts/lines/LineGrid')).LineGrid;
});
const LineCards = lazyPart(async () => {
  await loadEngine();
  return (await import('./parts/lines/LineCards')).LineCards;
});
const LineTable = lazyPart(async () => (await import('./parts/lines/LineTable')).LineTable);

export default defineField<Line[] | null, LineSettings>({
  key: 'detail_lines',
  palette: ['relations', 5],
  icon: 'table',
  width: 100,
  wide: true,
  sheet: true,
  lined: true,
  group: true,
  phoneGroup: true,
  Input: LineGrid,
  PhoneInput: LineCards,
  Cell: ({ value }) => <Count lines={value} />,
  Display: ({ value, settings, field, labels, app }) =>
    value?.length && settings.columns?.length ? <LineTable field={field.key} lines={value} columns={settings.columns} labels={labels} app={app} /> : <Count lines={value} />,
  PhoneDisplay: ({ value, settings, field, labels, app = '' }) =>
    value?.length && settings.columns?.length ? (
      <LineCards id={`lines-${field.key}`} value={value} settings={settings} field={field} label={field.title} labels={labels} app={app} form="" readOnly onChange={() => undefined} />
    ) : (
      <Count lines={value} />
    ),
  expressionType: () => 'list',
  seen: (value, settings) => seenLines(value, settings.columns ?? []),
  sent: (value, settings) => sentLines(value, settings.columns ?? []),
  merge: (base, mine, theirs, settings) => mergedLines(base, mine, theirs, settings.columns ?? []),
  withPart,
  problem: (value, settings) => lineFault(value, settings.columns ?? []),
  text: (value) => (value?.length ? String(value.length) : ''),
});
