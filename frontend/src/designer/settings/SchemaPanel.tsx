/** A panel drawn from the schema of an object: each member with its title and the input that fits. What no input fits is edited as text, so nothing is out of reach. */
import { useMemo } from 'react';
import { AroundContext, useAround, type PanelProps } from './panel';
import { Member } from './Member';
import { put } from './put';
import { reshaped, resolved, type Schema, type Value } from './schema';
import styles from './settings.module.css';

export function SchemaPanel({ schema, value, onChange, pointer, without = [] }: PanelProps) {
  const around = useAround();
  const whole = resolved(schema, value);
  const members = Object.entries(whole.properties ?? {}).filter(([name, one]) => one.const === undefined && !without.includes(name));
  const subjects = useSubjects(whole, value);
  const inner = useMemo(() => ({ ...around, subjects, beside: value, above: around.beside }), [around, subjects, value]);
  return (
    <AroundContext value={inner}>
      <div className={styles.panel}>
        {members.map(([name, one]) => (
          <Member
            key={name}
            name={name}
            schema={one}
            required={whole.required?.includes(name) ?? false}
            value={value[name]}
            pointer={`${pointer}/${name}`}
            onChange={(next) => onChange(reshaped(schema, value, put(value, name, next, one)))}
          />
        ))}
      </div>
    </AroundContext>
  );
}

/** A member that names a form, or a metric of one, says whose fields others beside it mean. */
function useSubjects(schema: Schema, value: Value) {
  const { subjects, contents } = useAround();
  return useMemo(() => {
    // A metric stands for the form that it counts, a ranking for that of its candidates.
    const standing: Readonly<Record<string, string>> = { metric: 'form', ranking: 'of' };
    const formOf = (one: Schema, key: string) => {
      const member = standing[one['x-kind'] ?? ''];
      return member ? contents.find((other) => other.kind === one['x-kind'] && other.key === key)?.document[member] : key;
    };
    const named = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => (one['x-subject'] && typeof value[name] === 'string' ? [[one['x-subject'], formOf(one, value[name])] as const] : []));
    return named.length > 0 ? { ...subjects, ...(Object.fromEntries(named) as typeof subjects) } : subjects;
  }, [schema, value, subjects, contents]);
}

/** For members that hold objects. */
export const drawPanel = (props: PanelProps) => <SchemaPanel {...props} />;
