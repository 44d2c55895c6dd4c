/** Where a record stands. Value: the stage's key, or null. A stage changes by declared moves, so only those are offered. */
import { defineField } from '../lib/defineField';
import { localized, type Localized } from '../lib/localized';
import { Select } from '../ui/Select/Select';
import { Stage } from '../ui/Stage/Stage';
import { OptionFilter } from './parts/FilterValue';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { named, open, type OptionSetting } from './parts/options';
import styles from './parts/parts.module.css';
import { useRef } from 'react';

interface Move {
  key: string;
  from: string | string[];
  to: string;
  title?: Localized;
}

interface Settings {
  stages?: OptionSetting[];
  moves?: Move[];
}

/** The stages one move away from `stage`; all of them while the record has none. */
function reachable(stage: string | null, { stages, moves = [] }: Settings) {
  const all = open(stages, [stage ?? '']);
  if (!stage) return all.map(({ key, title }) => ({ value: key, label: title }));
  return all.flatMap(({ key, title }) => {
    if (key === stage) return [{ value: key, label: title }];
    const move = moves.find((one) => one.to === key && (one.from === '*' || [one.from].flat().includes(stage)));
    return move ? [{ value: key, label: localized(move.title) || title }] : [];
  });
}

export default defineField<string | null, Settings>({
  key: 'stage',
  palette: ['relations', 7],
  icon: 'step',
  width: 140,
  once: true,
  Input: function StageInput(props) {
    // Moves count from the stage the form was opened with, not from one picked a moment ago.
    const first = useRef(props.value ?? null);
    return (
      <span className={styles.short}>
        <Select {...control(props)} value={props.value ?? null} onChange={props.onChange} options={reachable(first.current, props.settings)} />
      </span>
    );
  },
  Cell: ({ value, settings }) => (value ? <Stage stages={named(settings.stages)} value={value} /> : <Missing />),
  Filter: (props) => <OptionFilter {...props} options={named((props.field.settings as Settings).stages)} />,
  text: (value, settings) => named(settings.stages).find(({ key }) => key === value)?.title ?? value ?? '',
});
