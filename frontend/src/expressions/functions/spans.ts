/** Lengths of time: between two moments, and durations made of numbers and numbers of durations. */
import { parseDuration } from '../durations';
import { fault } from '../faults';
import type { Action } from '../nodes';
import { decimal, type Decimal } from '../values';

const UNITS: Record<string, (count: number) => string> = {
  Y: (count) => `P${count}Y`,
  M: (count) => `P${count}M`,
  W: (count) => `P${count}W`,
  D: (count) => `P${count}D`,
  H: (count) => `PT${count}H`,
  MIN: (count) => `PT${count}M`,
  S: (count) => `PT${count}S`,
};
const CHINESE: Record<string, string> = { 年: 'Y', 月: 'M', 周: 'W', 天: 'D', 小时: 'H', 分钟: 'MIN', 秒: 'S' };

function between(seconds: number): Action {
  return { run: (start, end) => decimal((end as Date).getTime() - (start as Date).getTime()).div(seconds * 1000) };
}

const spans: Record<string, Action> = {
  hours_between: between(3600),
  minutes_between: between(60),
  duration: {
    run: (count, unit) => {
      const written = unit as string;
      const key = (Object.hasOwn(CHINESE, written) && CHINESE[written]) || written.toUpperCase();
      const make = Object.hasOwn(UNITS, key) ? UNITS[key] : undefined;
      if (!make) return fault('type_mismatch');
      const number = (count as Decimal).toNumber();
      const made = (number < 0 ? '-' : '') + make(Math.abs(number));
      return parseDuration(made) ? made : fault('out_of_range');
    },
  },
  in_hours: {
    run: (text) => {
      const parsed = parseDuration(text as string);
      return !parsed || parsed.months ? fault('type_mismatch') : decimal(parsed.days * 86_400 + parsed.seconds).div(3600);
    },
  },
};

export default spans;
