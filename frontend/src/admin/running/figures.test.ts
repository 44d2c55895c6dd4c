import type { TFunction } from '../../i18n/words';
import { expect, test } from 'vitest';
import { quantity, secondsText } from './figures';

const t = ((key: string, { count }: { count: number }) => `${key} ${count}`) as unknown as TFunction;

test('what was not counted to its end says so', () => {
  expect([quantity(12, 'en'), quantity(10_000, 'en'), quantity(10_001, 'en')]).toEqual(['12', '10,000', '10,000+']);
});

test('short waits are told in seconds', () => {
  expect([secondsText(0, t), secondsText(0.234, t), secondsText(42.4, t)]).toEqual(['running.seconds 0', 'running.seconds 0.2', 'running.seconds 42']);
});
