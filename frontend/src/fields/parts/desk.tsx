/** Inputs only a desk uses: fetched when one is shown, so that phones, which have their own, never load a calendar. */
import control from '../../ui/control.module.css';
import { lazyPart } from '../../ui/lazyPart';

/** Stands in the input's place until its code is here. */
const waiting = <span className={control.control} style={{ display: 'block' }} />;

export const DeskDay = lazyPart(async () => (await import('../../ui/DateInput/DateInput')).DateInput, { waiting });
export const DeskMoment = lazyPart(async () => (await import('../../ui/DateTimeInput/DateTimeInput')).DateTimeInput, { waiting });
