/** Inputs only a desk uses: fetched when one is shown, so that phones, which have their own, never load a calendar. */
import { Suspense, lazy, type ComponentProps } from 'react';
import control from '../../ui/control.module.css';

const Day = lazy(async () => ({ default: (await import('../../ui/DateInput/DateInput')).DateInput }));
const Moment = lazy(async () => ({ default: (await import('../../ui/DateTimeInput/DateTimeInput')).DateTimeInput }));

/** Stands in the input's place until its code is here. */
const waiting = <span className={control.control} style={{ display: 'block' }} />;

export function DeskDay(props: ComponentProps<typeof Day>) {
  return (
    <Suspense fallback={waiting}>
      <Day {...props} />
    </Suspense>
  );
}

export function DeskMoment(props: ComponentProps<typeof Moment>) {
  return (
    <Suspense fallback={waiting}>
      <Moment {...props} />
    </Suspense>
  );
}
