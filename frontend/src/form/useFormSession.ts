/** A form session in a page: made once, watched for changes, its draft written before the page goes. */
import { useCallback, useEffect, useState } from 'react';
import type { FieldInfo, FormInfo, Values } from '../api/types';
import { askVerdict, pickedRecord } from '../api/checks';
import { useStore } from '../lib/useStore';
import type { Ask } from './asking';
import { FormSession, type SendContext } from './session';

export interface FormUse<Answer> {
  form: FormInfo;
  /** What the form opens with: a record's values, or what is known beforehand of a new one. */
  values?: Values;
  /** The record that is changed; absent for a new one. */
  record?: string;
  /** The record's revision; absent for a new record. */
  revision?: number;
  /** Where its draft is kept on this device, made by draftKey; absent keeps none. */
  draft?: string;
  /** Where values of the fields that the form keeps are remembered, made by lastKey; absent keeps none. */
  last?: string;
  send: (values: Values, context: SendContext) => Promise<Answer>;
  /** `next`: the person wants to fill in another at once. */
  onSent: (answer: Answer, next: boolean) => void;
  /** The workspace's present moment in milliseconds, for rules that ask for it. */
  now?: number;
}

/** The session outlives new props: what the server says anew must not throw away what is being typed. */
export function useFormSession<Answer>(use: FormUse<Answer>) {
  const { send, onSent, now, record } = use;
  const { app, key } = use.form;
  const ask = useCallback<Ask>((values, signal) => askVerdict(app, key, record, values, signal), [app, key, record]);
  const pick = useCallback((field: FieldInfo, id: string) => pickedRecord(app, field, id), [app]);
  const [session] = useState(
    () => new FormSession<Answer>({ form: use.form, values: use.values ?? {}, revision: use.revision ?? null, draft: use.draft, last: use.last, hands: { send, onSent, now, ask, pick } }),
  );
  useEffect(() => session.follow({ send, onSent, now, ask, pick }), [session, send, onSent, now, ask, pick]);
  useEffect(() => {
    session.ask();
    return session.stopAsking;
  }, [session]);
  const { state, keptAt, last } = useStore(session);
  useKeepBeforeLeaving(session);
  return { session, state, keptAt, last, model: session.model };
}

function useKeepBeforeLeaving<Answer>(session: FormSession<Answer>) {
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      session.keepNow();
      if (!session.keeps) event.preventDefault();
    };
    window.addEventListener('pagehide', session.keepNow);
    window.addEventListener('beforeunload', leave);
    return () => {
      window.removeEventListener('pagehide', session.keepNow);
      window.removeEventListener('beforeunload', leave);
      session.keepNow();
    };
  }, [session]);
}
