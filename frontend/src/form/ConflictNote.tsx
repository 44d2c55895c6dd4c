/** Someone else saved first: says who, and puts the fields both changed side by side to choose from. */
import { useTranslation } from 'react-i18next';
import type { FieldInfo, RecordItem } from '../api/types';
import { momentText } from '../lib/time';
import { Banner } from '../ui/States/States';
import { FieldValue } from './FieldValue';
import type { Clash } from './merge';
import type { FormSession } from './session';
import styles from './RecordForm.module.css';

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
        return field && <Choice key={clash.key} clash={clash} field={field} app={model.form.app} theirName={metBy?.name ?? null} label={labels[clash.key]} onChoose={(value) => session.choose(clash.key, value)} />;
      })}
    </section>
  );
}

interface ChoiceProps {
  clash: Clash;
  field: FieldInfo;
  app: string;
  theirName: string | null;
  label?: string | null;
  onChoose: (value: unknown) => void;
}

function Choice({ clash, field, app, theirName, label, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  const sides = [
    { key: 'mine', title: t('form.conflict.mine'), value: clash.mine },
    { key: 'theirs', title: theirName ? t('form.conflict.theirs', { name: theirName }) : t('form.conflict.other'), value: clash.theirs },
  ];
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.choiceTitle}>{field.title}</legend>
      <div className={styles.sides}>
        {sides.map((side) => (
          <button key={side.key} type="button" className={styles.side} onClick={() => onChoose(side.value)}>
            <span className={styles.sideTitle}>{side.title}</span>
            <span className={styles.sideValue}>
              <FieldValue field={field} app={app} value={side.value} label={label} />
            </span>
            <span className={styles.take}>{t('form.conflict.take')}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
