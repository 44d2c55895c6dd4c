/** Formula: what is special to it. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown, typing } from './testing';

const formula = fieldView('formula')!;

test('a result is shown as its own type shows it', () => {
  const settings = { result: 'currency', result_settings: { currency: 'CNY' } };

  expect(shown(formula, '2600000', settings).textContent).toBe('260.0');
  expect(formula.headerUnit?.(settings, 'zh-CN')).toBe('万元');
  expect(formula.expressionType?.(settings)).toBe('decimal');
});

test('it cannot be typed in', () => {
  typing(formula, '高', { result: 'text' });

  expect(document.querySelector('input, textarea, select')).toBeNull();
});
