/** Changing a record from a view: by the ordinary change, told aloud, with a way back; a refusal says why. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useChangeRecord } from '../../api/records';
import type { FormInfo, RecordItem, Values } from '../../api/types';
import { titleOf } from '../../apps/Value';
import { useToasts } from '../../desk/toasts';
import { Problem } from '../../lib/problems';

export interface Refusal {
  /** What was not changed, and why. */
  title: string;
  sentences: string[];
  /** Only a warning: the act again, confirmed. */
  anyway?: () => void;
}

/** `where`: what the record is moved to, in words. `back`: the values that undo it; without them there is no way back. `done`: told when it is changed. */
export interface Step {
  record: RecordItem;
  values: Values;
  where: string;
  back?: Values;
  done?: () => void;
}

export function useMoving(app: string, form: FormInfo) {
  const { t } = useTranslation();
  const change = useChangeRecord(app, form.key);
  const show = useToasts((toasts) => toasts.show);
  const [moving, setMoving] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const busy = (id: string, on: boolean) =>
    setMoving((was) => {
      const next = new Set(was);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  const undo = async (id: string, revision: number, values: Values, title: string) => {
    try {
      await change.mutateAsync({ id, revision, values });
    } catch (error) {
      setRefusal({ title: t('views.notUndone', { title }), sentences: sentencesOf(error) });
    }
  };
  const move = async ({ record, values, where, back, done }: Step, confirmed: string[] = []): Promise<void> => {
    const title = titleOf(form, record);
    setRefusal(null);
    busy(record.id, true);
    try {
      const changed = await change.mutateAsync({ id: record.id, revision: record.revision, values, confirmed });
      show(t('views.moved', { title, where }), back && { title: t('views.undo'), run: () => void undo(record.id, changed.revision, back, title) });
      done?.();
    } catch (error) {
      const warned = error instanceof Problem && error.code === 'checks.unconfirmed';
      const checks = warned ? error.warnings.checks : [];
      setRefusal({
        title: t('views.notMoved', { title, where }),
        sentences: sentencesOf(error),
        ...(warned ? { anyway: () => void move({ record, values, where, back, done }, [...confirmed, ...checks]) } : {}),
      });
    } finally {
      busy(record.id, false);
    }
  };
  return { move: (step: Step) => void move(step), moving, refusal, dismiss: () => setRefusal(null) };
}

export function sentencesOf(error: unknown): string[] {
  if (!(error instanceof Problem)) return [String((error as Error).message)];
  const said = [...Object.values(error.fieldErrors), ...error.formErrors];
  return said.length > 0 ? said : [error.message];
}
