/** The signed-in person's session, for every page below the shell. */
import { createContext, use } from 'react';
import type { Session } from '../api/types';

export const SessionContext = createContext<Session | null>(null);

export function useSignedIn(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('This page stands below the shell.');
  return session;
}

/** Places one may not enter are absent, so pages ask before they draw. */
export function useMay(): (right: string) => boolean {
  const { may } = useSignedIn();
  return (right) => may.includes(right);
}
