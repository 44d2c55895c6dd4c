/** A form that is sent first saves the rows of its related lists: a row that is refused keeps it from being sent, or what was typed there would be lost. */
import { useEffect, useRef } from 'react';
import type { InputProps } from '../../../lib/defineField';
import type { Related } from './useRelated';

export type Hold = InputProps<null, object>['onHold'];

export function useHold(related: Related, onHold: Hold) {
  const latest = useRef(related.saveAll);
  useEffect(() => {
    latest.current = related.saveAll;
  });
  useEffect(() => {
    onHold?.(() => latest.current());
    return () => onHold?.(null);
  }, [onHold]);
}
