import { expect, test } from 'vitest';
import { dutiesAt } from './duties';

test('a figure of duties leads to those of its period, and of whom it counts', () => {
  expect(dutiesAt('crm.visits', { period: '2026-01' })).toBe('/apps/crm/-/obligations/visits?period=2026-01&state=all');
  expect(dutiesAt('crm.visits', { period: '2026-01', by: 'who', value: '"p1"' })).toContain('person=p1');
  expect(dutiesAt('crm.visits', { period: '2026-01', by: 'department', value: 'null', only: '{"who":"p2","customer.region":"east"}' })).toBe('/apps/crm/-/obligations/visits?period=2026-01&state=all&person=p2');
});
