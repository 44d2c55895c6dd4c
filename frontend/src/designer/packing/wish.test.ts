import { expect, it } from 'vitest';
import type { Packing } from '../../api/packing';
import { firstChoice, isUnnamed, wishOf } from './wish';

const found = {
  title: 'Leave',
  summary: 'Days off',
  version: '0.1.0',
  documents: [
    { kind: 'form', key: 'request' },
    { kind: 'workflow', key: 'decides' },
  ],
  constants: [
    { kind: 'form', key: 'request', pointer: '/checks/0/assert/<=/1', type: 'integer', value: 3 },
    { kind: 'workflow', key: 'decides', pointer: '/nodes/0/limits/0/after', type: 'duration', value: 'PT24H' },
  ],
  forms: [{ key: 'request', title: 'Leave', records: 4 }],
  named: [],
} as unknown as Packing;

it('takes all along, sets nothing and no records, unless somebody says so', () => {
  expect(wishOf(found, firstChoice(found))).toEqual({ title: 'Leave', summary: 'Days off', version: '0.1.0', without: [], parameters: [], samples: [] });
});

it('gives parameters keys of their own', () => {
  const parameters = new Map([
    ['form/request/checks/0/assert/<=/1', 'Longest leave'],
    ['workflow/decides/nodes/0/limits/0/after', '几小时内审批'],
  ]);
  expect(wishOf(found, { ...firstChoice(found), parameters }).parameters?.map((one) => [one.parameter, one.type])).toEqual([
    ['longest_leave', 'integer'],
    ['parameter_1', 'duration'],
  ]);
  expect(isUnnamed({ ...firstChoice(found), parameters: new Map([['x', ' ']]) })).toBe(true);
});

it('takes nothing of what stays', () => {
  const choice = { ...firstChoice(found), without: new Set(['form/request']), parameters: new Map([['form/request/checks/0/assert/<=/1', 'Longest']]), samples: new Set(['request']) };
  expect(wishOf(found, choice)).toMatchObject({ without: [{ kind: 'form', key: 'request' }], parameters: [], samples: [] });
});
