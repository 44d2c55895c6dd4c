/** A document tried on what is there: on a record that is chosen, on values that are typed, or on the figures of now. */
import { useId, useState } from 'react';
import { useDocuments, type Doc } from '../../api/drafts';
import { useTrial, type Given } from '../../api/trials';
import { RecordPicker } from '../../fields/parts/RecordPicker';
import { useTranslation } from '../../i18n/useTranslation';
import { localized, type Localized } from '../../lib/localized';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Select } from '../../ui/Select/Select';
import { Banner, ErrorState, Skeleton } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { classes } from '../../ui/classes';
import { useSample } from '../conditions/sample';
import { useAround } from '../settings/panel';
import { givenIn, wantedBy } from './wanted';
import { Sections } from './Sections';
import styles from './trying.module.css';

interface Props {
  app: string;
  kind: string;
  document: Doc;
  version: number;
  verdict: 'good' | 'wrong' | null;
  /** It stands within a sheet, not beside a panel. */
  within?: boolean;
}

export function TryPane({ app, kind, document, version, verdict, within = false }: Props) {
  const { t } = useTranslation();
  const { contents } = useAround();
  const wanted = wantedBy(kind, document, contents);
  const [form, setForm] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const about = form ?? (wanted.of === 'record' ? wanted.forms[0] : null) ?? null;
  const record = useSample((store) => (about === null ? null : (store.records[`${app}.${about}`] ?? null)));
  const given: Given = { form: about, record: wanted.of === 'record' ? record : null, ...(wanted.of === 'values' && { values: givenIn(document, values) }) };
  const ready = wanted.of === 'record' ? record !== null : wanted.of === 'now' || Object.values(values).some((one) => one !== '');
  const found = useTrial(app, kind, String(document.key), ready && verdict === 'good' ? version : null, given);
  return (
    <section className={classes(styles.pane, within && styles.within)} aria-label={t('designer.trying.title')}>
      <h2>{t('designer.trying.title')}</h2>
      <p className={styles.hint}>{t(`designer.trying.about.${kind}`)}</p>
      {wanted.of === 'record' && <Chosen app={app} forms={wanted.forms} form={about} onForm={setForm} record={record} />}
      {wanted.of === 'values' && <Values document={document} values={values} onChange={setValues} />}
      {verdict === 'wrong' && <Banner tone="warning" title={t('designer.trying.waits')} />}
      {found.isLoading && <Skeleton rows={4} />}
      {found.isError && verdict === 'good' && ready && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {ready && found.data && !found.isError && <Sections sections={found.data.sections} />}
    </section>
  );
}

function Chosen({ app, forms, form, onForm, record }: { app: string; forms: readonly string[]; form: string | null; onForm: (form: string | null) => void; record: string | null }) {
  const { t } = useTranslation();
  const id = useId();
  const { contents } = useAround();
  const documents = useDocuments(app);
  const choose = useSample((store) => store.choose);
  const titleOf = (key: string) => localized(contents.find((one) => one.kind === 'form' && one.key === key)?.document.title as Localized) || key;
  const published = documents.data?.items.some((one) => one.kind === 'form' && one.key === form && one.revision > 0);
  return (
    <div className={styles.given}>
      {forms.length > 1 && (
        <FieldFrame id={`${id}-form`} label={t('designer.trying.ofForm')}>
          <Select id={`${id}-form`} value={form} options={forms.map((one) => ({ value: one, label: titleOf(one) }))} onChange={onForm} />
        </FieldFrame>
      )}
      {form !== null && published && (
        <FieldFrame id={`${id}-record`} label={t('designer.trying.onRecord')}>
          <RecordPicker id={`${id}-record`} app={app} form={form} value={record} onChange={(next) => choose(`${app}.${form}`, next)} />
        </FieldFrame>
      )}
      {form !== null && documents.data && !published && <p className={styles.hint}>{t('designer.trying.noRecords')}</p>}
    </div>
  );
}

function Values({ document, values, onChange }: { document: Doc; values: Record<string, string>; onChange: (values: Record<string, string>) => void }) {
  const id = useId();
  const inputs = (Array.isArray(document.inputs) ? document.inputs : []) as { key: string; title?: Localized }[];
  return (
    <div className={styles.given}>
      {inputs.map((one) => (
        <FieldFrame key={one.key} id={`${id}-${one.key}`} label={localized(one.title) || one.key}>
          <TextInput id={`${id}-${one.key}`} value={values[one.key] ?? ''} onChange={(text) => onChange({ ...values, [one.key]: text })} />
        </FieldFrame>
      ))}
    </div>
  );
}
