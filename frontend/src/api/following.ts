/** Keeps a page of one record in step with what workflows and colleagues do to it meanwhile. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from './queries';

/** A workflow acts within moments of the write that opened the page; later it is people, who are slower. */
const soon = [1_000, 2_000, 4_000];
const then = 30_000;

/** Asks for the record, its flow and its history again, quickly at first; a page nobody sees asks for nothing. */
export function useFollowing(app: string, form: string, id: string): void {
  const cache = useQueryClient();
  useEffect(() => {
    let looks = 0;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(look, soon[looks] ?? then);
    };
    const look = () => {
      looks += 1;
      if (document.visibilityState === 'visible') void cache.invalidateQueries({ queryKey: keys.record(app, form, id) });
      wait();
    };
    wait();
    return () => clearTimeout(timer);
  }, [cache, app, form, id]);
}
