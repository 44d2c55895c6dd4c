/** Which piece of a document the address points at: "?at=days". */
import { useEffect, useEffectEvent } from 'react';
import { useSearchParams } from 'react-router';

/** Chooses the piece, now and whenever another one is pointed at. */
export function usePointed(choose: (key: string) => void): void {
  const [asked] = useSearchParams();
  const at = asked.get('at');
  const point = useEffectEvent(choose);
  useEffect(() => {
    if (at) point(at);
  }, [at]);
}
