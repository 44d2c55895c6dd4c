/** Why this one and not that one: two persons are chosen, the server answers in sentences. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useWhyNot } from '../../api/decisions';
import type { Decision } from '../../api/types';
import { Select } from '../../ui/Select/Select';
import { Skeleton } from '../../ui/States/States';
import styles from '../Reasons.module.css';

export function WhyNot({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const known = decision.candidates.filter((one) => one.parts.length > 0);
  const others = [...known, ...decision.excluded].map((one) => ({ value: one.person_id, label: one.person }));
  const [one, setOne] = useState<string | null>(known.find((each) => each.chosen)?.person_id ?? known[0]?.person_id ?? null);
  const [other, setOther] = useState<string | null>(null);
  const found = useWhyNot(decision.id, one, other);
  if (known.length === 0 || others.length < 2) return null;
  return (
    <section className={styles.whyNot} aria-labelledby="why-not">
      <h3 id="why-not">{t('reasons.whyNot')}</h3>
      <div className={styles.pair}>
        <Select size="small" label={t('reasons.one')} value={one} onChange={setOne} options={known.map((each) => ({ value: each.person_id, label: each.person }))} />
        <span>{t('reasons.andNot')}</span>
        <Select size="small" label={t('reasons.other')} value={other} empty={t('reasons.chooseOther')} onChange={setOther} options={others.filter((each) => each.value !== one)} />
      </div>
      <div aria-live="polite">
        {found.isFetching && !found.data && <Skeleton rows={2} />}
        {found.data && (
          <ul className={styles.sentences}>
            {found.data.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {found.isError && <p role="alert">{found.error.message}</p>}
      </div>
    </section>
  );
}
