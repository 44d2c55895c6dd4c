/** To-dos: the three lists, one item, and the acts on it. Each act names the revision one has seen. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client, newIdempotencyKey } from './client';
import { keys } from './queries';
import type { NameDecision, TaskDetail, Values } from './types';

export type TaskScope = 'mine' | 'started' | 'copied';

export function useTasks(scope: TaskScope, state: 'open' | 'done' = 'open') {
  return useInfiniteQuery({
    queryKey: [...keys.tasks, scope, state],
    initialPageParam: '',
    refetchInterval: 60_000,
    queryFn: ({ pageParam }) =>
      answer(client.GET('/api/v1/tasks', { params: { query: { scope, state, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function useTask(id: string) {
  return useQuery({
    queryKey: keys.task(id),
    enabled: Boolean(id),
    queryFn: () => answer(client.GET('/api/v1/tasks/{id}', { params: { path: { id } } })),
  });
}

export type TaskAct =
  | { act: 'seen' }
  | { act: 'accept'; how: string }
  | { act: 'complete'; values: Values; confirmed?: string[]; once?: string }
  | { act: 'decline'; reason: string; comment: string; once?: string }
  | { act: 'decide'; decision: 'approve' | 'reject'; comment: string; once?: string }
  | { act: 'name'; decision: NameDecision; once?: string };

function send(id: string, revision: number, act: TaskAct) {
  const path = { id };
  const match = { 'If-Match': `"${revision}"` };
  const once = () => ({ ...match, 'Idempotency-Key': ('once' in act && act.once) || newIdempotencyKey() });
  switch (act.act) {
    case 'seen':
      return answer(client.POST('/api/v1/tasks/{id}/seen', { params: { path, header: match } }));
    case 'accept':
      return answer(client.POST('/api/v1/tasks/{id}/accept', { params: { path, header: match }, body: { act: act.how } }));
    case 'complete':
      return answer(client.POST('/api/v1/tasks/{id}/complete', { params: { path, header: once() }, body: { values: act.values, confirmed: act.confirmed ?? [] } }));
    case 'decline':
      return answer(client.POST('/api/v1/tasks/{id}/decline', { params: { path, header: once() }, body: { reason: act.reason, comment: act.comment } }));
    case 'decide':
      return answer(client.POST('/api/v1/tasks/{id}/decide', { params: { path, header: once() }, body: { decision: act.decision, comment: act.comment } }));
    case 'name':
      return answer(client.POST('/api/v1/tasks/{id}/name', { params: { path, header: once() }, body: act.decision }));
  }
}

/** "Seen" and a first response change the item alone, and their answer is the item; after the others every list and record may have moved. */
export function useTaskAct(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, act }: { revision: number; act: TaskAct }) => send(id, revision, act),
    onSuccess: (item, { act }) => {
      // Taken over at once, since what is sent next names its revision; never over what is newer.
      if (act.act === 'seen' || act.act === 'accept') cache.setQueryData<TaskDetail>(keys.task(id), (before) => (before && before.revision > item.revision ? before : item));
      if (act.act === 'seen') return;
      // Not waited for: the page that acted must hear of it before the item is read again and closes under it.
      if (act.act === 'name') {
        // The records that waited for it are filled, and pickers find it from now on.
        void cache.invalidateQueries();
        return;
      }
      for (const queryKey of [keys.task(id), keys.tasks, ['records'], ['record']]) void cache.invalidateQueries({ queryKey });
    },
  });
}
