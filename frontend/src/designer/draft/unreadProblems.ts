/** Formula text that could not be read, as problems beside those the server finds: publishing would leave it out without a word. */
import { useEffect, useMemo } from 'react';
import type { Doc, DraftProblem, Place } from '../../api/drafts';
import { useSignedIn } from '../../desk/session';
import { useTranslation } from '../../i18n/useTranslation';
import type { TFunction } from '../../i18n/words';
import { pointerTo, unreadBelow, useUnread, type Unread } from './unread';

const asProblem = (of: Place, pointer: string, { label, fault }: Unread, t: TFunction): DraftProblem => ({ ...of, pointer, place: label, code: 'formula.unread', detail: t('designer.unread', { fault }) });

/** Those of one document; of parts that are gone they are thrown away. `place`: as its draft is kept. */
export function useUnreadHere({ app, kind, key }: Place, document: Doc, place: string): DraftProblem[] {
  const texts = useUnread((store) => store.texts);
  const put = useUnread((store) => store.put);
  const { t } = useTranslation();
  const here = useMemo(() => unreadBelow(texts, `${place}#`).map((one) => ({ ...one, pointer: pointerTo(document, one.rest) })), [texts, place, document]);
  useEffect(() => {
    for (const one of here) if (one.pointer === null) put(one.at, null);
  }, [here, put]);
  return useMemo(() => here.flatMap((one) => (one.pointer === null ? [] : [asProblem({ app, kind, key }, one.pointer, one, t)])), [here, app, kind, key, t]);
}

/** Those of all documents of an app on this device, each with what throws it away. */
export function useUnreadOf(app: string): (DraftProblem & { drop: () => void })[] {
  const { t } = useTranslation();
  const { workspace, person } = useSignedIn();
  const texts = useUnread((store) => store.texts);
  const put = useUnread((store) => store.put);
  return unreadBelow(texts, `${[workspace.id, person.id, app].join('/')}/`).map((one) => {
    const [document = '', pointer = ''] = one.rest.split('#');
    const [kind = '', key = ''] = document.split('/');
    return { ...asProblem({ app, kind, key }, `/${pointer}`, one, t), drop: () => put(one.at, null) };
  });
}
