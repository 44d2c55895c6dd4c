/** The same answers to several questions. Value: {question: answer} by key, or null. */
import { currentLocale } from '../i18n/i18n';
import { defineField } from '../lib/defineField';
import { lazyPart } from '../ui/lazyPart';
import { Missing } from './parts/Missing';
import { Line } from './parts/Line';
import type { SurveySettings as Settings, Survey as Value } from './parts/Survey';
import { named } from './parts/options';
import styles from './parts/parts.module.css';

const Matrix = lazyPart(async () => (await import('./parts/Survey')).Matrix);
const Questions = lazyPart(async () => (await import('./parts/Survey')).Questions);

const linesOf = (value: Value | undefined, settings: Settings) => {
  const columns = named(settings.answers);
  return named(settings.questions).flatMap(({ key, title }) => (value?.[key] ? [{ key, title, answer: columns.find((one) => one.key === value[key])?.title ?? value[key] }] : []));
};

function words(value: Value | undefined, settings: Settings): string {
  const [is, between] = currentLocale() === 'en' ? [': ', '; '] : ['：', '；'];
  return linesOf(value, settings).map(({ title, answer }) => title + is + answer).join(between);
}

export default defineField<Value, Settings>({
  key: 'survey_matrix',
  palette: ['evidence', 5],
  icon: 'table',
  width: 200,
  wide: true,
  group: true,
  phoneGroup: true,
  Input: Matrix,
  PhoneInput: Questions,
  Cell: ({ value, settings }) => <Line text={words(value, settings)} />,
  Display: ({ value, settings }) =>
    value ? (
      <dl className={styles.answers}>
        {linesOf(value, settings).map(({ key, title, answer }) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    ) : (
      <Missing />
    ),
  text: words,
  expressionType: () => 'any',
  problem: (value, settings) => (settings.whole && Object.keys(value ?? {}).length < named(settings.questions).length ? { key: 'typed.matrix.whole' } : null),
});
