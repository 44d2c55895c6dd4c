/** Where the work below a record lies, from its first begin to its last end. */
import type { ExtentInfo } from '../../api/views';
import { placeOf, type Place, type Times } from '../calendar/days';

export function placeOfAll({ starts, latest, ends }: ExtentInfo, times: Times): Place | null {
  const lasting = (from: string | null, to: string | null) => placeOf({ values: { [times.starts.key]: from, ...(times.ends ? { [times.ends.key]: to } : {}) } }, times);
  const all = lasting(starts, ends);
  // What begins last may have no end, and so lie after all ends.
  const one = lasting(latest, null);
  return all && one && one.last > all.last ? { ...all, last: one.last, until: null } : all;
}
