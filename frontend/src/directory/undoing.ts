/** Taking a merge back. */
import { useTranslation } from '../i18n/useTranslation';
import { Problem } from '../lib/problems';
import { useUndoMerge } from '../api/directory';
import { useToasts } from '../desk/toasts';

/** Takes a merge back; where records changed since, says so and offers to keep those changes. */
export function useUndo() {
  const { t } = useTranslation();
  const undo = useUndoMerge();
  const show = useToasts((store) => store.show);
  const done = () => show(t('directory.unmerged'));
  return (id: string) =>
    undo
      .mutateAsync({ id, keepChanges: false })
      .then(done)
      .catch((error: Error) => {
        const moved = error instanceof Problem && error.code === 'merge.moved';
        const anyway = () => void undo.mutateAsync({ id, keepChanges: true }).then(done, (again: Error) => show(again.message));
        show(error.message, moved ? { title: t('directory.undoAnyway'), run: anyway } : undefined);
      });
}
