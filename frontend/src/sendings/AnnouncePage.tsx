/** Writing an announcement: words, receivers, whether it is to be confirmed, reminders, and a quiz. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Link, useNavigate } from 'react-router';
import { useAnnounce } from '../api/sendings';
import { Sheet } from '../desk/Sheet';
import { Attempts } from '../form/attempts';
import { useMay } from '../desk/session';
import { Button } from '../ui/Button/Button';
import { Checkbox } from '../ui/Checkbox/Checkbox';
import { FieldFrame } from '../ui/FieldFrame/FieldFrame';
import { Icon } from '../ui/Icon/Icon';
import { Select } from '../ui/Select/Select';
import { Banner, ClosedState } from '../ui/States/States';
import { TextArea } from '../ui/TextArea/TextArea';
import { TextInput } from '../ui/TextInput/TextInput';
import { ChooseReceivers, type Chosen } from './ChooseReceivers';
import { QuizEditor } from './QuizEditor';
import { emptyQuestion, quizBody, type DraftQuestion } from './quizDraft';
import styles from './sendings.module.css';

const spans = ['PT4H', 'P1D', 'P2D', 'P7D'] as const;

export default function AnnouncePage() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Sheet
      title={t('sendings.write')}
      scrolls
      lead={
        <Link to="/me/sent" className={styles.up} aria-label={t('common.back')}>
          <Icon name="left" size={20} />
        </Link>
      }
    >
      {may('messages.announce') ? <Form /> : <ClosedState />}
    </Sheet>
  );
}

function Form() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const send = useAnnounce();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [everyone, setEveryone] = useState(true);
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [confirm, setConfirm] = useState(true);
  const [every, setEvery] = useState<string | null>('P1D');
  const [questions, setQuestions] = useState<DraftQuestion[]>([]);
  const [mark, setMark] = useState('100');
  const [tried, setTried] = useState(false);
  const [attempts] = useState(() => new Attempts());
  const quiz = questions.length === 0 ? null : quizBody(questions, Number(mark));
  const wrong = {
    title: tried && title.trim() === '' ? t('sendings.needTitle') : null,
    text: tried && text.trim() === '' ? t('sendings.needText') : null,
    to: tried && !everyone && chosen.length === 0 ? t('sendings.needReceivers') : null,
  };
  const go = () => {
    setTried(true);
    if (title.trim() === '' || text.trim() === '' || (!everyone && chosen.length === 0) || quiz === 'unfinished') return;
    const ids = (kind: Chosen['kind']) => (everyone ? [] : chosen.filter((one) => one.kind === kind).map((one) => one.id));
    const to = { everyone, persons: ids('persons'), departments: ids('departments'), roles: ids('roles') };
    const body = { title: title.trim(), text: text.trim(), to, confirm: confirm || quiz !== null, remind_after: every, quiz };
    send.mutate({ body, once: attempts.keyFor(body) }, { onSuccess: ({ id }) => void navigate(`/me/sent/${id}`, { replace: true }) });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      {send.isError && <Banner tone="bad" title={send.error.message} />}
      <FieldFrame id="announce-title" label={t('sendings.subject')} required error={wrong.title}>
        <TextInput id="announce-title" value={title} maxLength={200} invalid={Boolean(wrong.title)} onChange={setTitle} autoFocus />
      </FieldFrame>
      <FieldFrame id="announce-text" label={t('sendings.words')} required error={wrong.text}>
        <TextArea id="announce-text" value={text} rows={6} maxLength={2000} invalid={Boolean(wrong.text)} onChange={setText} />
      </FieldFrame>
      <ChooseReceivers everyone={everyone} onEveryone={setEveryone} chosen={chosen} onChosen={setChosen} error={wrong.to} />
      <Checkbox checked={confirm || questions.length > 0} disabled={questions.length > 0} onChange={setConfirm}>
        {t('sendings.confirm')}
      </Checkbox>
      <FieldFrame id="announce-remind" label={t('sendings.remindLabel')} hint={t('sendings.remindHint')}>
        <Select id="announce-remind" value={every} empty={t('sendings.never')} onChange={setEvery} options={spans.map((one) => ({ value: one, label: t(`sendings.afterSpans.${one}`) }))} />
      </FieldFrame>
      <QuizEditor questions={questions} onChange={setQuestions} mark={mark} onMark={setMark} tried={tried} />
      <div className={styles.foot}>
        <Button type="submit" variant="solid" busy={send.isPending}>
          {t('sendings.send')}
        </Button>
        {questions.length === 0 && (
          <Button icon="plus" onClick={() => setQuestions([emptyQuestion()])}>
            {t('sendings.addQuiz')}
          </Button>
        )}
      </div>
    </form>
  );
}
