/** Moving what comes after a bar, when the person asks for it: one after the other, each by the ordinary change. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { recordsBelow, useChangeRecord } from '../../api/records';
import type { FieldInfo, FormInfo, RecordItem, Values } from '../../api/types';
import { titleOf } from '../../apps/Value';
import { useToasts } from '../../desk/toasts';
import { shiftedBy, type Times } from '../calendar/days';
import { sentencesOf, type Refusal } from '../parts/useMoving';

/** Records that come after one that was moved. */
export interface Followers {
  title: string;
  by: number;
  records: RecordItem[];
  /** Whether there are more than can be moved at once. */
  cut: boolean;
}

export const mostShifted = 200;

export function useShifting(app: string, form: FormInfo, times: Times, after: FieldInfo | undefined) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const change = useChangeRecord(app, form.key);
  const show = useToasts((toasts) => toasts.show);
  const [followers, setFollowers] = useState<Followers | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  /** Looks for all that comes after the record, directly or not; what goes in a circle is met once. */
  const ask = async (record: RecordItem, by: number) => {
    setFollowers(null);
    if (!after) return;
    const met = new Set([record.id]);
    const records: RecordItem[] = [];
    let edge = [record.id];
    let cut = false;
    while (edge.length > 0 && !cut) {
      const found = await cache.fetchQuery({ ...recordsBelow(app, form.key, after.key, edge.slice(0, 50), {}), staleTime: 0 });
      const fresh = found.items.filter(({ id }) => !met.has(id));
      for (const { id } of fresh) met.add(id);
      records.push(...fresh);
      edge = [...edge.slice(50), ...fresh.map(({ id }) => id)];
      cut = found.cut || records.length > mostShifted;
    }
    const dated = records.filter((one) => Object.keys(shiftedBy(one, times, by)).length > 0);
    if (dated.length > 0) setFollowers({ title: titleOf(form, record), by, records: dated.slice(0, mostShifted), cut });
  };

  const shift = async () => {
    if (!followers) return;
    setBusy(true);
    const done: { id: string; revision: number; back: Values }[] = [];
    const refused: string[] = [];
    for (const record of followers.records) {
      const values = shiftedBy(record, times, followers.by);
      try {
        const changed = await change.mutateAsync({ id: record.id, revision: record.revision, values });
        done.push({ id: record.id, revision: changed.revision, back: Object.fromEntries(Object.keys(values).map((key) => [key, record.values[key]])) });
      } catch (error) {
        refused.push(`${titleOf(form, record)}: ${sentencesOf(error).join(' ')}`);
      }
    }
    setBusy(false);
    setFollowers(null);
    setRefusal(refused.length > 0 ? { title: t('gantt.notShifted', { count: refused.length }), sentences: refused } : null);
    if (done.length > 0) show(t('gantt.shifted', { count: done.length }), { title: t('views.undo'), run: () => void undo(done) });
  };

  const undo = async (done: { id: string; revision: number; back: Values }[]) => {
    const refused: string[] = [];
    for (const { id, revision, back } of done) {
      try {
        await change.mutateAsync({ id, revision, values: back });
      } catch (error) {
        refused.push(...sentencesOf(error));
      }
    }
    if (refused.length > 0) setRefusal({ title: t('gantt.notBack', { count: refused.length }), sentences: [...new Set(refused)] });
  };

  return { followers, busy, refusal, ask: (record: RecordItem, by: number) => void ask(record, by), shift: () => void shift(), leave: () => setFollowers(null), dismiss: () => setRefusal(null) };
}
