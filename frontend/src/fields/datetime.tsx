/** A moment, typed and shown in the workspace's zone. Value: UTC text such as "2026-01-05T01:00:00Z", null, or text that is no moment. */
import { defineField } from '../lib/defineField';
import { dayOf, momentOf, momentText, timeOf } from '../lib/time';
import { Missing } from './parts/Missing';
import { NativePicker } from './parts/NativePicker';
import { control } from './parts/control';
import { DeskDay, DeskMoment } from './parts/desk';

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}

const shown = (value: string) => (isMoment(value) ? momentText(value) : value);

export default defineField<string | null>({
  key: 'datetime',
  palette: ['common', 6],
  icon: 'clock',
  width: 132,
  Input: (props) => <DeskMoment {...control(props)} value={props.value ?? null} onChange={props.onChange} />,
  PhoneInput: (props) => (
    <NativePicker
      {...control(props)}
      type="datetime-local"
      value={isMoment(props.value) ? `${dayOf(props.value)}T${timeOf(props.value)}` : ''}
      onChange={(text) => {
        const [day, time] = text.split('T');
        props.onChange(day && time ? momentOf(day, time) : null);
      }}
    />
  ),
  Cell: ({ value }) => (value ? <span title={isMoment(value) ? `${dayOf(value)} ${timeOf(value)}` : value}>{shown(value)}</span> : <Missing />),
  Filter: ({ value, onChange, label }) => (
    <DeskDay
      size="small"
      label={label}
      value={isMoment(value) ? dayOf(value) : null}
      onChange={(day) => onChange(day && momentOf(day, '00:00'))}
    />
  ),
  text: (value) => (value ? shown(value) : ''),
  expressionType: () => 'datetime',
  problem: (value) => (isMoment(value) ? null : { key: 'fields.datetime.odd' }),
});
