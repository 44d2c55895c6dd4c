/** Someone else saved first: says who, and puts the fields, or cells of lines, that both changed side by side to choose from. */
import { useTranslation } from '../i18n/useTranslation';
import type { RecordItem } from '../api/types';
import { momentText } from '../lib/time';
import { Banner } from '../ui/States/States';
import { lazyPart } from '../ui/lazyPart';
import type { FormSession } from './session';
import styles from './RecordForm.module.css';

// Seldom needed: a phone does not load it with each form.
const ClashChoice = lazyPart(async () => (await import('./ClashChoice')).ClashChoice);

export function ConflictNote<Answer>({ session, labels }: { session: FormSession<Answer>; labels: RecordItem['labels'] }) {
  const { t } = useTranslation();
  const { clashes, metBy } = session.state;
  const { model } = session;
  if (clashes.length === 0) return null;
  return (
    <section className={styles.conflict}>
      <Banner
        tone="warning"
        icon="swap"
        title={metBy?.name ? t('form.conflict.by', { name: metBy.name, time: momentText(metBy.at) }) : t('form.conflict.title')}
      >
        {t('form.conflict.words', { count: clashes.length })}
      </Banner>
      {clashes.map((clash) => {
        const field = model.fields.get(clash.key);
        const place = `${clash.key}/${clash.part?.line ?? ''}/${clash.part?.column ?? ''}`;
        return field && <ClashChoice key={place} clash={clash} field={field} app={model.form.app} metBy={metBy} labels={labels} onChoose={(value) => session.choose(clash, value)} />;
      })}
    </section>
  );
}
