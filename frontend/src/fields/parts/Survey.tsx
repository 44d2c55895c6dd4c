/** The questions of a survey being answered, as a table on a desk and one by one on a phone. */
import type { InputProps } from '../../lib/defineField';
import { Chips } from './Chips';
import { control } from './control';
import { named, type OptionSetting } from './options';
import styles from './parts.module.css';

export interface SurveySettings {
  questions?: OptionSetting[];
  answers?: OptionSetting[];
  whole?: boolean;
}

export type Survey = Record<string, string> | null;

const answered = (props: InputProps<Survey, SurveySettings>, row: string, column: string | null) => {
  const kept = Object.fromEntries(Object.entries({ ...props.value, [row]: column }).filter(([, one]) => one)) as Record<string, string>;
  props.onChange(Object.keys(kept).length ? kept : null);
};

/** A table: questions down, answers across. */
export function Matrix(props: InputProps<Survey, SurveySettings>) {
  const columns = named(props.settings.answers);
  const own = control(props);
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <td />
            {columns.map(({ key, title }) => (
              <th key={key} scope="col">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named(props.settings.questions).map((row, at) => (
            <tr key={row.key} role="radiogroup" aria-label={row.title} aria-invalid={props.invalid || undefined}>
              <th scope="row">{row.title}</th>
              {columns.map((column, place) => (
                <td key={column.key}>
                  <input
                    id={at === 0 && place === 0 ? own.id : `${own.id}-${row.key}-${column.key}`}
                    type="radio"
                    name={`${own.id}-${row.key}`}
                    aria-label={`${row.title}: ${column.title}`}
                    aria-describedby={own.describedBy}
                    checked={props.value?.[row.key] === column.key}
                    disabled={own.disabled}
                    onBlur={own.onBlur}
                    onChange={() => answered(props, row.key, column.key)}
                    // A second press takes the answer back; a radio alone could not.
                    onClick={() => {
                      if (props.value?.[row.key] === column.key) answered(props, row.key, null);
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Each question with its answers as chips. */
export function Questions(props: InputProps<Survey, SurveySettings>) {
  return (
    <div className={styles.questions}>
      {named(props.settings.questions).map(({ key, title }, place) => (
        <div key={key}>
          <p className={styles.question}>{title}</p>
          <Chips {...control(props)} required={false} id={place ? `${props.id}-${key}` : props.id} label={title} value={props.value?.[key] ?? null} options={named(props.settings.answers)} onChange={(column) => answered(props, key, column)} />
        </div>
      ))}
    </div>
  );
}
