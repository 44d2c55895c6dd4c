/** The document a page edits: loaded once, then lived in by its session. */
import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { draftOf, type DraftedDocument, type Place } from '../../api/drafts';
import { keys } from '../../api/queries';
import { useSignedIn } from '../../desk/session';
import { DraftSession } from './session';

interface Loaded {
  session: DraftSession | null;
  error: unknown;
  retry: () => void;
}

export function useDraft(place: Place): Loaded {
  const { workspace, person } = useSignedIn();
  const cache = useQueryClient();
  const [loaded, setLoaded] = useState<{ asked: string; session: DraftSession | null; error: unknown }>({ asked: '', session: null, error: null });
  const [round, setRound] = useState(0);
  const { app, kind, key } = place;
  const at = [workspace.id, person.id, app, kind, key].join('/');
  const asked = `${at}#${round}`;
  useEffect(() => {
    let over = false;
    let leave: (() => void) | undefined;
    const calls = draftOf({ app, kind, key });
    const told = (found: DraftedDocument) => {
      cache.setQueriesData({ queryKey: [...keys.drafts(app), 'contents'] }, withDocument(found));
      void cache.invalidateQueries({ queryKey: [...keys.drafts(app), 'documents'] });
      // Formulas are shown with the names of fields, which may just have changed.
      if (found.kind === 'form') void cache.invalidateQueries({ queryKey: [...keys.drafts(app), 'formula'] });
    };
    calls.read().then(
      (found) => {
        if (over) return;
        const session = new DraftSession(at, calls, found, told);
        leave = session.open();
        setLoaded({ asked, session, error: null });
      },
      (error: unknown) => void (over || setLoaded({ asked, session: null, error })),
    );
    return () => {
      over = true;
      leave?.();
    };
  }, [app, kind, key, at, asked, cache]);
  const here = loaded.asked === asked;
  return { session: here ? loaded.session : null, error: here ? loaded.error : null, retry: () => setRound((was) => was + 1) };
}

interface Contents {
  items: { kind: string; key: string; document: Record<string, unknown> }[];
}

/** Documents that others may name know of a save at once, without asking for all of them. */
function withDocument(found: DraftedDocument) {
  return (was: Contents | undefined): Contents | undefined => {
    const document = found.draft?.document as Record<string, unknown> | undefined;
    if (!was || !document || Object.keys(document).length === 0) return was;
    const others = was.items.filter((one) => one.kind !== found.kind || one.key !== found.key);
    if (others.length === was.items.length) return was;
    return { items: was.items.map((one) => (one.kind === found.kind && one.key === found.key ? { ...one, document } : one)) };
  };
}
