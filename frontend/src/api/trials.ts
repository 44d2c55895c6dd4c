/** What a drafted document makes of what is there, worked out by the server; nothing is written. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { Schemas } from './types';

export type TrialSection = Schemas['TrialSection'];

export interface Given {
  form: string | null;
  record: string | null;
  values?: Record<string, unknown>;
}

/** `version`: of the saved draft; null while there is nothing to try. */
export function useTrial(app: string, kind: string, key: string, version: number | null, given: Given) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'trial', kind, key, version, given],
    queryFn: () => answer(client.POST('/api/v1/apps/{app}/documents/{kind}/{key}/trial', { params: { path: { app, kind, key } }, body: given, headers: { 'Loomwork-Preview': app } })),
    enabled: version !== null,
    // A draft that was thrown away and begun anew has the first version again.
    staleTime: 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
