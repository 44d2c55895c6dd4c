/** A chart over a form's records that one puts together: what is counted or summed up, by which fields, and over which time. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { FigureCell } from '../../api/charts';
import { useForm } from '../../api/records';
import type { Condition, FieldInfo, FilterTree, FormInfo } from '../../api/types';
import { fieldView } from '../../lib/fields';
import { periodUnits, unitOf } from '../../lib/periods';
import { Select } from '../../ui/Select/Select';
import { ChartChooser, type Dimension, type Drawing } from './ChartChooser';
import { DrillRecords } from './DrillRecords';
import { conditionsOf } from './drills';

interface Props {
  app: string;
  form: FormInfo;
  filter: FilterTree | null;
  search: string;
  title?: string;
  value: Drawing;
  onChange: (next: Drawing) => void;
  /** All conditions that find the records of a mark; without it they open in a dialog. */
  onOpen?: (conditions: Condition[]) => void;
  tools?: (shown: Drawing) => ReactNode;
}

/** In the place of a field: no key of one has a blank. */
const counted = 'no field';
const own = 'own moment';

/** Groups can be opened as filters, so a field must offer these. */
const canGroup = (field: FieldInfo) => ['equal', 'empty', 'one_of'].every((operator) => field.filters.includes(operator));

function typeOf(field: FieldInfo): string | undefined {
  return fieldView(field.type)?.expressionType?.(field.settings);
}

/** Fields with few values first: they say most in a chart. */
function groupable(form: FormInfo): FieldInfo[] {
  return form.fields.filter(canGroup).toSorted((a, b) => Number(a.filters.includes('contains')) - Number(b.filters.includes('contains')));
}

/** Fields of the form, and those of others that a drawing reaches through a reference. */
function useDimensions(app: string, form: FormInfo, { settings }: Drawing): Dimension[] {
  const ways = Object.values(settings).flat().filter((one): one is string => typeof one === 'string' && one.includes('.'));
  const near = form.fields.find((field) => field.key === ways[0]?.split('.')[0]);
  const [first = '', second] = String(near?.settings.form ?? '').split('.');
  const other = useForm(second ? first : app, second ?? first);
  const far = ways.flatMap((way): Dimension[] => {
    const [from, to] = way.split('.');
    const title = form.fields.find((field) => field.key === from)?.title;
    const told = from === near?.key ? other.data?.fields.find((field) => field.key === to)?.title : undefined;
    return title ? [{ key: way, title: told ? `${title} · ${told}` : title }] : [];
  });
  return [...groupable(form).map((one) => ({ key: one.key, title: one.title, stage: one.filters.includes('reached') })), ...far];
}

export function FormChart({ app, form, filter, search, title, value, onChange, onOpen, tools }: Props) {
  const { t } = useTranslation();
  const dimensions = useDimensions(app, form, value);
  const [opened, setOpened] = useState<FigureCell | null>(null);
  const numbers = form.fields.filter((field) => ['integer', 'decimal'].includes(typeOf(field) ?? ''));
  const moments = form.fields.filter((field) => ['date', 'datetime'].includes(typeOf(field) ?? ''));
  const open = (cell: FigureCell) => {
    const plain = cell.drill && conditionsOf(cell.drill);
    if (plain && onOpen) onOpen(plain);
    else setOpened(cell);
  };
  return (
    <>
      <ChartChooser
        app={app}
        lists
        title={title}
        source={{ form: form.key, filter, search }}
        dimensions={dimensions}
        value={value}
        onChange={onChange}
        onOpen={open}
        tools={tools}
      >
        {(shown, timed) => {
          const put = (name: string, next: string | null) => onChange({ chart: shown.chart, settings: { ...shown.settings, [name]: next } });
          return (
          <>
            <Select size="small" label={t('charts.setting.sum')} value={(value.settings.sum as string | null) ?? counted} options={[{ value: counted, label: t('charts.counted') }, ...numbers.map((one) => ({ value: one.key, label: t('charts.sumOf', { field: one.title }) }))]} onChange={(next) => put('sum', next === counted ? null : next)} />
            {timed && (
              <>
                <Select size="small" label={t('charts.setting.moment')} value={(value.settings.moment as string | null) ?? own} options={[{ value: own, label: t('charts.ownMoment') }, ...moments.map((one) => ({ value: one.key, label: t('charts.atMoment', { field: one.title }) }))]} onChange={(next) => put('moment', next === own ? null : next)} />
                <Select size="small" label={t('charts.setting.unit')} value={unitOf((value.settings.period as string | null) ?? 'month') ?? 'month'} options={periodUnits.map((unit) => ({ value: unit, label: t(`charts.units.${unit}`) }))} onChange={(next) => put('period', next)} />
              </>
            )}
          </>
          );
        }}
      </ChartChooser>
      {opened?.drill?.form && <DrillRecords app={app} form={form.key} drill={opened.drill} search={search} onClose={() => setOpened(null)} />}
    </>
  );
}
