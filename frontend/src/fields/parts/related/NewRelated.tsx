/** The related list of a record that is still to be made: rows filled in beforehand, kept with the form and saved with it, all or none. */
import { useCallback, useMemo } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { readPasted } from '../../../api/lines';
import { useForm } from '../../../api/records';
import type { Values } from '../../../api/types';
import type { InputProps } from '../../../lib/defineField';
import { ErrorState, LoadingState, Skeleton } from '../../../ui/States/States';
import { LineCards } from '../lines/LineCards';
import { LineGrid } from '../lines/LineGrid';
import { sentLines, type Line, type LineColumn } from '../lines/model';
import { columnsShown, isFillable, placeOf, type RelatedSettings } from './rows';

/** `sent`: the values of the records to be made; of what is empty the other form's defaults decide. */
export interface NewRows {
  lines: Line[];
  sent: Values[];
}

type Props = InputProps<NewRows | null, RelatedSettings> & { device: 'desk' | 'phone' };

/** As many as one request writes. */
const most = 2_000;

export function NewRelated({ device, value, onChange, settings, field, app, form, ...props }: Props) {
  const { t } = useTranslation();
  const place = placeOf(settings, app);
  const other = useForm(place.app, place.form);
  const columns = useMemo(() => (other.data ? columnsShown(other.data, settings).filter(isFillable) : []), [other.data, settings]);
  const told = useCallback((lines: Line[] | null) => onChange(lines && { lines, sent: sentRows(lines, columns) }), [onChange, columns]);
  const read = useCallback((names: string[], cells: string[][]) => readPasted(app, form, field.key, names, cells), [app, form, field.key]);
  const whole = useMemo(() => ({ columns, max_lines: most }), [columns]);
  if (other.error) return <ErrorState error={other.error} onRetry={() => void other.refetch()} />;
  if (!other.data) {
    return (
      <LoadingState>
        <Skeleton rows={2} />
      </LoadingState>
    );
  }
  if (!other.data.may.create || columns.length === 0) return <output id={props.id}>{t('lines.related.none')}</output>;
  const Lines = device === 'phone' ? LineCards : LineGrid;
  return <Lines {...props} {...place} field={field} settings={whole} value={value?.lines ?? null} onChange={told} read={read} />;
}

function sentRows(lines: Line[], columns: LineColumn[]): Values[] {
  const says = (values: Values) => Object.fromEntries(Object.entries(values).filter(([key, cell]) => key !== 'id' && cell !== null));
  return (sentLines(lines, columns) ?? []).map(says);
}
