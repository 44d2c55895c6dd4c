/** Writing in cells: shown at once, saved at once, one after the other for each record. A refusal gives back the old
 * value and says why; what two people wrote into one cell is put side by side; everything can be taken back. */
import { useRef, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useCellWrites, type Deeds } from '../../api/cells';
import type { FormInfo, RecordItem, Values } from '../../api/types';
import { useToasts } from '../../desk/toasts';
import { changed, merge, type Clash } from '../../form/merge';
import { sentValue } from '../../form/state';
import { fieldView } from '../../lib/fields';
import { localized } from '../../lib/localized';
import { Problem } from '../../lib/problems';

/** What a cell shows before the server has answered. */
export interface Written {
  value: unknown;
  label: string | null | undefined;
}

/** Beside its cell: why it was not saved, or what two people wrote. */
export interface CellNote {
  id: string;
  key: string;
  sentence: string;
  /** Only warnings kept it back: saves it in spite of them. */
  anyway?: () => void;
  clash?: { clash: Clash; metBy: { name: string | null; at: string; labels: RecordItem['labels'] }; onChoose: (value: unknown) => void };
}

const mostSteps = 50;
export const cellOf = (id: string, key: string) => `${id}/${key}`;

export type Cells = ReturnType<typeof useCells>;

export function useCells(app: string, form: FormInfo) {
  const { t } = useTranslation();
  const writes = useCellWrites(app, form.key);
  const show = useToasts((toasts) => toasts.show);
  const [written, setWritten] = useState<Readonly<Record<string, Written>>>({});
  const [note, setNote] = useState<CellNote | null>(null);
  const [saving, setSaving] = useState(0);
  const steps = useRef<{ deeds: Deeds; ids: string[] }[]>([]);
  // Two edits of one record follow each other: the second is based on what the first one gave.
  const [queues] = useState(() => new Map<string, Promise<RecordItem>>());

  const fieldOf = (key: string) => form.fields.find((field) => field.key === key);
  const sent = (values: Values): Values => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === '' || value === undefined || value === null ? null : sentValue(fieldOf(key), value)]));
  const keep = (deeds: Deeds, ids: string[]) => {
    steps.current = [...steps.current.slice(-mostSteps + 1), { deeds, ids }];
  };
  const forget = (cells: readonly string[]) => setWritten((now) => Object.fromEntries(Object.entries(now).filter(([cell]) => !cells.includes(cell))));
  const busily = async <Result,>(work: Promise<Result>): Promise<Result> => {
    setSaving((now) => now + 1);
    return work.finally(() => setSaving((now) => now - 1));
  };

  /** `base`: the record as it stood when the edit began. */
  const send = async (base: RecordItem, key: string, value: unknown, revision: number, confirmed: string[]): Promise<RecordItem> => {
    try {
      const saved = await writes.change({ id: base.id, revision, values: sent({ [key]: value }), confirmed });
      keep({ change: [{ id: saved.id, revision: saved.revision, values: sent({ [key]: base.values[key] }) }] } as Deeds, [saved.id]);
      return saved;
    } catch (error) {
      const current = error instanceof Problem ? error.document.current : undefined;
      if (!current) throw error;
      const { values, clashes } = merge(base.values, { ...base.values, [key]: value }, current.values, (name) => {
        const [field, view] = [fieldOf(name), fieldView(fieldOf(name)?.type ?? '')];
        return view?.merge && ((one, mine, theirs) => view.merge?.(one, mine, theirs, field?.settings ?? {}) ?? { value: mine, clash: true });
      });
      const [clash] = clashes;
      if (!clash) return send({ ...base, values: { ...base.values, ...current.values }, revision: current.revision }, key, values[key], current.revision, confirmed);
      writes.put([current]);
      const metBy = { name: localized(current.labels.updated_by) || null, at: current.updated_at, labels: current.labels };
      const onChoose = (taken: unknown) => {
        setNote(null);
        if (taken !== clash.theirs) save(current, key, taken);
      };
      throw new Clashed({ id: base.id, key, sentence: '', clash: { clash: { key, mine: value, theirs: current.values[key] }, metBy, onChoose } });
    }
  };
  const save = (record: RecordItem, key: string, value: unknown, label?: string | null, confirmed: string[] = []) => {
    const cell = cellOf(record.id, key);
    if (Object.keys(changed({ [key]: record.values[key] }, { [key]: value })).length === 0) return;
    setNote((now) => (now?.id === record.id && now.key === key ? null : now));
    setWritten((now) => ({ ...now, [cell]: { value, label } }));
    const before = queues.get(record.id) ?? Promise.resolve(record);
    const going = before
      .catch(() => record)
      .then((last) => send(last.revision > record.revision ? { ...last, values: { ...last.values } } : record, key, value, Math.max(last.revision, record.revision), confirmed));
    queues.set(record.id, going);
    void busily(going)
      .catch((error: unknown) => {
        if (error instanceof Clashed) return setNote(error.note);
        const warned = error instanceof Problem && error.code === 'checks.unconfirmed';
        const sentence = sentenceOf(error, key) || t('cells.unreachable');
        return setNote({ id: record.id, key, sentence, ...(warned ? { anyway: () => save(record, key, value, label, error.warnings.checks) } : {}) });
      })
      .finally(() => {
        forget([cell]);
        if (queues.get(record.id) === going) queues.delete(record.id);
      });
  };

  /** The same act on several records, all of them or none. `onRefused`: told with what kept it back. */
  const several = async (some: readonly RecordItem[], valuesOf: (record: RecordItem) => Values, words: string, confirmed: string[] = []): Promise<void> => {
    const touched = some.flatMap((record) => {
      const values = changed(record.values, valuesOf(record));
      return Object.keys(values).length > 0 ? [{ record, values }] : [];
    });
    if (touched.length === 0) return;
    const cells = touched.flatMap(({ record, values }) => Object.keys(values).map((key) => cellOf(record.id, key)));
    setNote(null);
    setWritten((now) => ({ ...now, ...Object.fromEntries(touched.flatMap(({ record, values }) => Object.entries(values).map(([key, value]) => [cellOf(record.id, key), { value, label: undefined }]))) }));
    try {
      const deeds = { change: touched.map(({ record, values }) => ({ id: record.id, revision: record.revision, values: sent(values) })), confirmed } as unknown as Deeds;
      const done = await busily(writes.together(deeds));
      const was = new Map(touched.map(({ record, values }) => [record.id, sent(pick(record.values, Object.keys(values)))]));
      keep({ change: done.changed.map(({ id, revision }) => ({ id, revision, values: was.get(id) ?? {} })) } as Deeds, done.changed.map(({ id }) => id));
      await busily(writes.refresh(done.changed.map(({ id }) => id)));
      show(words, wayBack);
    } catch (error) {
      const warned = error instanceof Problem && error.code === 'checks.unconfirmed';
      const found = error instanceof Problem ? /^\/change\/(\d+)(?:\/values\/([^/]+))?/.exec(error.document.errors?.find(({ pointer }) => pointer)?.pointer ?? '') : null;
      const at = touched[Number(found?.[1] ?? 0)] ?? touched[0];
      const id = at?.record.id ?? '';
      setNote({
        id,
        key: found?.[2] ?? Object.keys(at?.values ?? {})[0] ?? '',
        sentence: t('cells.noneSaved', { reason: sentenceOf(error, '') || t('cells.unreachable') }),
        ...(warned ? { anyway: () => void several(some, valuesOf, words, error.warnings.checks) } : {}),
      });
    } finally {
      forget(cells);
    }
  };
  const undo = async () => {
    const step = steps.current.pop();
    if (!step) return show(t('cells.nothingToUndo'));
    try {
      const done = await busily(writes.together(step.deeds));
      const came = (step.deeds.delete?.length ?? 0) + (step.deeds.restore?.length ?? 0) > 0;
      await (came ? writes.reload() : busily(writes.refresh(step.ids)));
      // An earlier step goes on from what this one gave.
      const now = new Map(done.changed.map(({ id, revision }) => [id, revision]));
      steps.current = steps.current.map((one) => ({ ...one, deeds: { ...one.deeds, change: one.deeds.change?.map((deed) => ({ ...deed, revision: now.get(deed.id) ?? deed.revision })) } as Deeds }));
      setNote(null);
      show(t('cells.undone'));
    } catch (error) {
      show(t('cells.notUndone', { reason: sentenceOf(error, '') || t('cells.unreachable') }));
    }
    return undefined;
  };
  const wayBack = { title: t('cells.undo'), run: () => void undo() };

  return {
    written, note, saving: saving > 0, writes,
    save,
    several: (some: readonly RecordItem[], valuesOf: (record: RecordItem) => Values, words: string) => void several(some, valuesOf, words),
    undo: () => void undo(),
    keep,
    wayBack,
    sent,
    dismiss: () => setNote(null),
  };
}

class Clashed extends Error {
  constructor(readonly note: CellNote) {
    super('clash');
  }
}

const pick = (values: Values, names: string[]): Values => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));

function sentenceOf(error: unknown, key: string): string {
  if (!(error instanceof Problem)) return '';
  const [first] = error.document.errors ?? [];
  return error.fieldErrors[key] ?? first?.detail ?? error.message;
}
