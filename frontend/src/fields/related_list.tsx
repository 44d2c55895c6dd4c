/** Related list: the records that refer to this one, filled in place. The list asks by itself; only of a record that is still to be made it has a value, the rows to be made with it. */
import { defineField, type CellProps, type InputProps } from '../lib/defineField';
import { lazyPart } from '../ui/lazyPart';
import { Missing } from './parts/Missing';
import type { NewRows } from './parts/related/NewRelated';
import type { RelatedSettings } from './parts/related/rows';
import type { Hold } from './parts/related/useHold';

const RelatedGrid = lazyPart(async () => (await import('./parts/related/RelatedGrid')).RelatedGrid);
const NewRelated = lazyPart(async () => (await import('./parts/related/NewRelated')).NewRelated);
const RelatedCards = lazyPart(async () => (await import('./parts/related/RelatedCards')).RelatedCards);

interface Place {
  settings: RelatedSettings;
  field: { title: string };
  app: string;
  record: string;
  onHold?: Hold;
}

const Filled = ({ settings, field, app, record, onHold }: Place) => <RelatedGrid settings={settings} title={field.title} app={app} record={record} onHold={onHold} />;

const FilledCards = ({ id, settings, app, record, onHold }: Place & { id?: string }) => <RelatedCards id={id} settings={settings} app={app} record={record} onHold={onHold} />;

export default defineField<NewRows | null, RelatedSettings>({
  key: 'related_list',
  palette: ['relations', 6],
  icon: 'list',
  width: 100,
  wide: true,
  sheet: true,
  live: true,
  group: true,
  phoneGroup: true,
  Input: ({ record, ...props }: InputProps<NewRows | null, RelatedSettings>) => (record ? <Filled {...props} record={record} /> : <NewRelated {...props} device="desk" />),
  PhoneInput: ({ record, ...props }: InputProps<NewRows | null, RelatedSettings>) => (record ? <FilledCards {...props} record={record} /> : <NewRelated {...props} device="phone" />),
  sent: (value) => (value?.sent.length ? value.sent : null),
  Cell: () => <Missing />,
  Display: ({ record, app, ...props }: CellProps<NewRows | null, RelatedSettings>) => (record && app ? <Filled {...props} app={app} record={record} /> : <Missing />),
  PhoneDisplay: ({ record, app, ...props }: CellProps<NewRows | null, RelatedSettings>) => (record && app ? <FilledCards {...props} app={app} record={record} /> : <Missing />),
  text: () => '',
});
