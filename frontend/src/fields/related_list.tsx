/** Related list: the records that refer to this one, filled in place. It has no value; the list asks by itself. */
import { useTranslation } from 'react-i18next';
import { defineField, type CellProps, type InputProps } from '../lib/defineField';
import { lazyPart } from '../ui/lazyPart';
import { Missing } from './parts/Missing';
import type { RelatedSettings } from './parts/related/rows';
import type { Hold } from './parts/related/useHold';
import styles from './parts/parts.module.css';

const RelatedGrid = lazyPart(async () => (await import('./parts/related/RelatedGrid')).RelatedGrid);
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

/** A record that is still to be made has nothing that refers to it. */
function Later({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <output id={id} className={styles.computed}>
      {t('lines.related.later')}
    </output>
  );
}

export default defineField<null, RelatedSettings>({
  key: 'related_list',
  icon: 'list',
  width: 100,
  wide: true,
  sheet: true,
  live: true,
  group: true,
  phoneGroup: true,
  Input: ({ record, ...props }: InputProps<null, RelatedSettings>) => (record ? <Filled {...props} record={record} /> : <Later id={props.id} />),
  PhoneInput: ({ record, ...props }: InputProps<null, RelatedSettings>) => (record ? <FilledCards {...props} record={record} /> : <Later id={props.id} />),
  Cell: () => <Missing />,
  Display: ({ record, app, ...props }: CellProps<null, RelatedSettings>) => (record && app ? <Filled {...props} app={app} record={record} /> : <Missing />),
  PhoneDisplay: ({ record, app, ...props }: CellProps<null, RelatedSettings>) => (record && app ? <FilledCards {...props} app={app} record={record} /> : <Missing />),
  text: () => '',
});
