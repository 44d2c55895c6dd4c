/** A day: typed as 2026-01-05 (also 20260105, 1-5) or picked from a month. The value is "2026-01-05" or null. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { Icon } from '../Icon/Icon';
import { Popover } from '../Popover/Popover';
import { classes } from '../classes';
import { composing, controlAttributes, type ControlProps } from '../control';
import control from '../control.module.css';
import { dayOf } from '../../lib/time';
import { Month } from './Month';
import { readDay } from './readDay';
import styles from './DateInput.module.css';

interface Props extends ControlProps {
  value: string | null;
  onChange: (day: string | null) => void;
}

export function DateInput({ value, onChange, ...props }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed !== null) {
      const text = typed.trim();
      const day = text ? readDay(text, dayOf(Date.now())) : null;
      // What is no day goes on as typed, so that the check beside the field can say so.
      onChange(text ? (day ?? text) : null);
      setTyped(null);
    }
  };
  return (
    <span className={classes(control.control, control.box, props.size === 'small' && control.small)}>
      <input
        {...controlAttributes(props)}
        inputMode="numeric"
        autoComplete="off"
        placeholder={props.placeholder ?? '2026-01-05'}
        value={typed ?? value ?? ''}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !composing(event)) settle();
        }}
        onBlur={() => {
          settle();
          props.onBlur?.();
        }}
      />
      {!props.disabled && (
        <Popover
          label={t('date.pick')}
          align="end"
          trigger={(button) => (
            <button type="button" className={styles.open} aria-label={t('date.pick')} {...button}>
              <Icon name="calendar" />
            </button>
          )}
        >
          {(close) => (
            <Month
              value={value}
              onPick={(day) => {
                setTyped(null);
                onChange(day);
                close();
              }}
            />
          )}
        </Popover>
      )}
    </span>
  );
}
