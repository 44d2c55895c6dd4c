/** The signed-in person and workspace, for every page behind the door. */
import { createContext, use } from 'react';
import type { Session } from '../api/types';

export const SignedIn = createContext<Session | null>(null);

export function useSignedIn(): Session {
  const session = use(SignedIn);
  if (!session) throw new Error('useSignedIn outside the door');
  return session;
}
