import { expect, it } from 'vitest';
import { emptyQuestion, faultOf, quizBody } from './quizDraft';

const question = { title: ' 押金多久退？ ', options: [{ title: '七天', right: true }, { title: '', right: true }, { title: '三十天', right: false }] };

it('leaves out options without words, and names what is right', () => {
  expect(quizBody([question], 80)).toEqual({
    pass_mark: 80,
    questions: [{ key: 'q1', title: '押金多久退？', options: [{ key: 'o1', title: '七天' }, { key: 'o2', title: '三十天' }], right: ['o1'] }],
  });
});

it('says what keeps a question from being asked', () => {
  expect(faultOf(emptyQuestion())).toBe('noTitle');
  expect(faultOf({ ...question, options: question.options.slice(0, 2) })).toBe('fewOptions');
  expect(faultOf({ ...question, options: question.options.map((one) => ({ ...one, right: false })) })).toBe('noRight');
  expect(quizBody([question, emptyQuestion()], 100)).toBe('unfinished');
});
