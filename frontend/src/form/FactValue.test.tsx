import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Fact } from '../api/types';
import { Surroundings } from '../lib/fakeServer';
import { FactValue, factText } from './FactValue';

const fact = (type: string, value: unknown, text: string, settings = {}): Fact => ({ title: 'T', text, verdict: null, type, value, settings });
const shown = (one: Fact) => render(<Surroundings><FactValue fact={one} app="a" /></Surroundings>).container.textContent;

const money = fact('currency', '2600000.00', '¥2,600,000.00', { currency: 'CNY' });
const phone = fact('phone', '17711069927', '17711069927');

it('shows money and numbers as their field types do', () => {
  expect(shown(money)).toContain('¥260.0 万');
  expect(shown(phone)).toBe('177 1106 9927');
  expect(shown(fact('formula', '2600000.00', '', { result: 'currency', result_settings: { currency: 'CNY' } }))).toContain('¥260.0 万');
});

it('falls back on the words of the server', () => {
  expect(shown(fact('not_known_here', { x: 1 }, 'words'))).toBe('words');
  expect(shown(fact('reference', null, '—'))).toBe('—');
});

it('has a short text for lists', () => {
  expect([factText(money, 'zh-CN'), factText(money, 'en'), factText(phone, 'en'), factText(fact('text', 'abc', 'abc'), 'en')]).toEqual(['¥260.0 万', '¥2.60M', '177 1106 9927', 'abc']);
});
