/** A quiz while it is written: questions with options, of which those ticked are right. */
import type { QuizDraft } from '../api/types';

export interface DraftQuestion {
  title: string;
  options: { title: string; right: boolean }[];
}

export const emptyQuestion = (): DraftQuestion => ({ title: '', options: [emptyOption(), emptyOption()] });
export const emptyOption = () => ({ title: '', right: false });

/** What keeps a question from being asked; null when nothing does. */
export function faultOf(question: DraftQuestion): 'noTitle' | 'fewOptions' | 'noRight' | null {
  const options = question.options.filter((one) => one.title.trim() !== '');
  if (question.title.trim() === '') return 'noTitle';
  if (options.length < 2) return 'fewOptions';
  return options.some((one) => one.right) ? null : 'noRight';
}

/** As it is sent; options without words are left out. */
export function quizBody(questions: DraftQuestion[], passMark: number): QuizDraft | 'unfinished' {
  if (questions.some(faultOf)) return 'unfinished';
  return {
    pass_mark: passMark,
    questions: questions.map((question, at) => {
      const options = question.options.filter((one) => one.title.trim() !== '').map((one, place) => ({ ...one, key: `o${place + 1}` }));
      return {
        key: `q${at + 1}`,
        title: question.title.trim(),
        options: options.map(({ key, title }) => ({ key, title: title.trim() })),
        right: options.filter((one) => one.right).map((one) => one.key),
      };
    }),
  };
}
