/** An act on a to-do: sent once however often one taps; what went wrong is kept to be shown; the winner's state is read again. */
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/queries';
import { useTaskAct, type TaskAct } from '../api/tasks';
import type { TaskDetail } from '../api/types';
import { Attempts } from '../form/attempts';
import { Problem } from '../lib/problems';

export function useAct(task: TaskDetail) {
  const cache = useQueryClient();
  const sending = useTaskAct(task.id);
  const [attempts] = useState(() => new Attempts());
  const act = async (what: TaskAct): Promise<boolean> => {
    if (sending.isPending) return false;
    try {
      await sending.mutateAsync({ revision: task.revision, act: { ...what, once: attempts.keyFor(what) } as TaskAct });
      attempts.answered();
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status < 500) {
        attempts.answered();
        // Someone else may have acted first: the item then shows its new state.
        void cache.invalidateQueries({ queryKey: keys.task(task.id) });
        void cache.invalidateQueries({ queryKey: keys.tasks });
      }
      return false;
    }
  };
  return { act, busy: sending.isPending, error: sending.error, doing: sending.variables?.act };
}
