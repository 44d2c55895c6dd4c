/** A value worked out from others. It is shown as its result's type and never typed. */
import { createElement } from 'react';
import { defineField, type AnyFieldView, type CellProps } from '../lib/defineField';
import { knownFields } from '../lib/knownFields';
import { Icon } from '../ui/Icon/Icon';
import { Missing } from './parts/Missing';
import styles from './parts/parts.module.css';

interface Settings {
  result?: string;
  result_settings?: Record<string, unknown>;
  expression?: unknown;
}

const resultOf = (settings: Settings): AnyFieldView | undefined => knownFields.get(settings.result ?? 'text');

function Result({ part, ...props }: CellProps<unknown, Settings> & { part: 'Cell' | 'Display' }) {
  const view = resultOf(props.settings);
  const Part = view && (part === 'Display' ? (view.Display ?? view.Cell) : view.Cell);
  if (!Part) return props.value === null || props.value === undefined ? <Missing /> : <>{String(props.value)}</>;
  return createElement(Part, { ...props, settings: props.settings.result_settings ?? {} });
}

export default defineField<unknown, Settings>({
  key: 'formula',
  palette: ['relations', 3],
  icon: 'fx',
  width: 120,
  group: true,
  phoneGroup: true,
  Input: ({ id, value, settings, field, app }) => (
    <output id={id} className={styles.computed}>
      <Icon name="fx" size={14} />
      <Result part="Display" value={value} settings={settings} field={field} app={app} />
    </output>
  ),
  Cell: (props) => <Result part="Cell" {...props} />,
  Display: (props) => <Result part="Display" {...props} />,
  headerUnit: (settings, locale) => resultOf(settings)?.headerUnit?.(settings.result_settings ?? {}, locale) ?? null,
  brief: (value, settings, locale) => resultOf(settings)?.brief?.(value, settings.result_settings ?? {}, locale),
  text: (value, settings, label) => resultOf(settings)?.text?.(value, settings.result_settings ?? {}, label) ?? (value === null || value === undefined ? '' : String(value)),
  places: (settings) => resultOf(settings)?.places?.(settings.result_settings ?? {}),
  expressionType: (settings) => resultOf(settings)?.expressionType?.(settings.result_settings ?? {}) ?? 'text',
});
