/** The questions of an announcement's quiz; ticked options are the right ones. */
import { useTranslation } from '../i18n/useTranslation';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Select } from '../ui/Select/Select';
import { TextInput } from '../ui/TextInput/TextInput';
import { emptyOption, emptyQuestion, faultOf, type DraftQuestion } from './quizDraft';
import styles from './sendings.module.css';

const mostOptions = 8;
const mostQuestions = 20;
const marks = ['100', '80', '60'];

interface Props {
  questions: DraftQuestion[];
  onChange: (questions: DraftQuestion[]) => void;
  mark: string;
  onMark: (mark: string) => void;
  tried: boolean;
}

export function QuizEditor({ questions, onChange, mark, onMark, tried }: Props) {
  const { t } = useTranslation();
  if (questions.length === 0) return null;
  const change = (at: number, next: DraftQuestion) => onChange(questions.map((one, index) => (index === at ? next : one)));
  return (
    <section className={styles.quiz} aria-label={t('sendings.quiz')}>
      <h2>{t('sendings.quiz')}</h2>
      <p className={styles.note}>{t('sendings.quizHint')}</p>
      {questions.map((question, at) => (
        <Question key={at} number={at + 1} question={question} tried={tried} onChange={(next) => change(at, next)} onRemove={() => onChange(questions.filter((_, index) => index !== at))} />
      ))}
      <Button size="small" icon="plus" disabled={questions.length === mostQuestions} onClick={() => onChange([...questions, emptyQuestion()])}>
        {t('sendings.addQuestion')}
      </Button>
      <FieldFrame id="announce-mark" label={t('sendings.mark')}>
        <Select id="announce-mark" value={mark} onChange={(next) => onMark(next ?? '100')} options={marks.map((one) => ({ value: one, label: t('sendings.percent', { mark: one }) }))} />
      </FieldFrame>
    </section>
  );
}

interface QuestionProps {
  number: number;
  question: DraftQuestion;
  tried: boolean;
  onChange: (question: DraftQuestion) => void;
  onRemove: () => void;
}

function Question({ number, question, tried, onChange, onRemove }: QuestionProps) {
  const { t } = useTranslation();
  const fault = tried ? faultOf(question) : null;
  const id = `question-${number}`;
  const option = (at: number, more: Partial<DraftQuestion['options'][number]>) => onChange({ ...question, options: question.options.map((one, index) => (index === at ? { ...one, ...more } : one)) });
  return (
    <FieldFrame id={id} label={t('sendings.question', { number })} error={fault && t(`sendings.faults.${fault}`)} aside={<Button size="small" variant="quiet" icon="trash" label={t('sendings.removeQuestion', { number })} onClick={onRemove} />}>
      <TextInput id={id} value={question.title} maxLength={400} invalid={Boolean(fault)} onChange={(title) => onChange({ ...question, title })} />
      <ul className={styles.options}>
        {question.options.map((one, at) => (
          <li key={at}>
            <Checkbox label={t('sendings.rightOption', { number: at + 1 })} checked={one.right} onChange={(right) => option(at, { right })} />
            <TextInput label={t('sendings.option', { number: at + 1 })} placeholder={t('sendings.option', { number: at + 1 })} value={one.title} maxLength={200} onChange={(title) => option(at, { title })} />
          </li>
        ))}
      </ul>
      {question.options.length < mostOptions && (
        <Button size="small" variant="quiet" icon="plus" onClick={() => onChange({ ...question, options: [...question.options, emptyOption()] })}>
          {t('sendings.addOption')}
        </Button>
      )}
    </FieldFrame>
  );
}
