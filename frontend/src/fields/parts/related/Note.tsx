/** What was just done to a related list, with the act that takes it back. */
import { Button } from '../../../ui/Button/Button';
import lines from '../lines/lines.module.css';
import type { Related } from './useRelated';

export function Note({ related }: { related: Related }) {
  if (!related.note) return null;
  const { text, act } = related.note;
  return (
    <span className={lines.note}>
      {text}
      {act && (
        <Button size="small" disabled={related.busy} onClick={act.run}>
          {act.title}
        </Button>
      )}
    </span>
  );
}
