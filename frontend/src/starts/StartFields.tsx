/** What a workflow asks who starts it: its declared inputs, drawn by their field types. */
import { useId, useState } from 'react';
import type { StartOffer, Values } from '../api/types';
import { fieldView } from '../lib/fields';
import { localized } from '../lib/localized';
import { describedBy, FieldFrame } from '../ui/FieldFrame/FieldFrame';
import styles from './Starts.module.css';

interface Props {
  offer: StartOffer;
  values: Values;
  errors: Record<string, string>;
  onType: (key: string, value: unknown) => void;
}

export function firstValues(offer: StartOffer): Values {
  return Object.fromEntries(offer.inputs.flatMap((one) => (one.default === null || one.default === undefined ? [] : [[one.key, one.default]])));
}

export function StartFields({ offer, values, errors, onType }: Props) {
  const id = useId();
  const [names, setNames] = useState<Record<string, string | null>>({});
  return (
    <div className={styles.form}>
      {offer.inputs.map((field, index) => {
        const view = fieldView(field.type);
        if (!view) return null;
        const at = `${id}-${field.key}`;
        const error = errors[field.key] ?? null;
        const hint = localized(field.hint);
        return (
          <FieldFrame key={field.key} id={at} label={field.title} required={field.required} hint={hint} error={error} group={view.group} wide>
            <view.Input
              id={at}
              field={field}
              settings={field.settings}
              app={offer.app}
              form=""
              label={field.title}
              value={values[field.key] ?? null}
              valueLabel={names[field.key] ?? undefined}
              required={field.required}
              invalid={error !== null}
              describedBy={describedBy(at, { hint, error })}
              autoFocus={index === 0}
              onChange={(value: unknown) => onType(field.key, value)}
              onLabel={(name: string | null) => setNames((before) => ({ ...before, [field.key]: name }))}
            />
          </FieldFrame>
        );
      })}
    </div>
  );
}
