/** Conditions are put together by choosing: what stands behind is the tree that documents keep. */
import { useState } from 'react';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { AroundContext, type Around } from '../settings/panel';
import { ConditionRows } from './ConditionRows';
import { readConditions, writeConditions } from './model';

const actor = vi.hoisted(() => ({ written: '{操作人.本人}', key: 'actor.person_id', type: 'text' }));
const told = vi.hoisted(() => ({ names: [actor] }));
vi.mock('../../api/drafts', () => ({ useFormulaWords: () => ({ data: told }) }));
const filters = ['equal', 'not_equal', 'less', 'at_most', 'greater', 'at_least', 'one_of', 'empty', 'not_empty'];
vi.mock('../settings/fieldTypes', () => ({
  useFieldTypes: () => [
    { key: 'text', filters, value: 'text' },
    { key: 'date', filters, value: 'date' },
    { key: 'datetime', filters, value: 'datetime' },
    { key: 'role', filters, value: 'text' },
    { key: 'integer', filters, value: 'integer' },
    { key: 'member', filters, value: 'text' },
    { key: 'reference', filters: ['empty', 'not_empty'], value: 'text' },
  ],
}));
vi.mock('../../lib/fields', () => ({ fieldView: () => undefined }));

const field = (key: string, type: string, title: string, settings?: object) => ({ key, type, title, settings });
const form = (key: string, ...fields: object[]) => ({ kind: 'form', key, document: { kind: 'form', key, title: key, fields } });
const around: Around = {
  app: 'crm',
  contents: [
    form('order', field('firm', 'reference', 'Firm', { form: 'firm' }), field('due', 'date', 'Due'), field('paid', 'date', 'Paid'), field('seller', 'member', 'Seller')),
    form('firm', field('level', 'text', 'Level')),
  ],
  beside: {},
  subjects: { record: 'order' },
  wrong: () => undefined,
  known: () => Promise.resolve(),
  reading: () => () => undefined,
  unreadAt: (pointer) => pointer,
  undo: () => undefined,
};

afterEach(() => {
  cleanup();
  told.names = [actor];
});

function shown(tree?: unknown, row?: string) {
  const trees: unknown[] = [];
  function Page() {
    const [now, setNow] = useState(tree);
    const change = (next: unknown) => (trees.push(next), setNow(next));
    return (
      <AroundContext value={around}>
        <ConditionRows label="When" scope={{ app: 'crm', form: 'order', ...(row && { atHand: { row } }) }} conditions={readConditions(now) ?? { all: true, rows: [] }} onChange={(next) => change(writeConditions(next))} />
      </AroundContext>
    );
  }
  render(<Page />);
  const choose = (label: string, option: string) => {
    const select = screen.getByLabelText<HTMLSelectElement>(label);
    const found = [...select.options].find((one) => one.textContent === option);
    fireEvent.change(select, { target: { value: found?.value } });
  };
  const press = (name: string) => fireEvent.click(screen.getAllByRole('button', { name }).at(-1) as HTMLElement);
  return { last: () => trees.at(-1), choose, press };
}

it('compares a day with one that moves along', () => {
  const { last, choose, press } = shown();
  press('添加条件');
  choose('条件 1 的字段', 'Due');
  choose('条件 1 的比较', '小于');
  choose('条件 1 的值取自', '几天前');
  fireEvent.change(screen.getByLabelText('条件 1 的天数'), { target: { value: '3' } });
  expect(last()).toEqual({ '<': [{ var: 'record.due' }, { add_days: [{ today: [] }, -3] }] });
  choose('条件 1 的值取自', '另一字段');
  expect(last()).toEqual({ '<': [{ var: 'record.due' }, { var: 'record.paid' }] });
});

it('asks what a reference leads to, and who is at hand', () => {
  const { last, choose, press } = shown();
  press('添加条件');
  choose('条件 1 的字段', 'Firm › Level');
  fireEvent.change(screen.getByLabelText('条件 1 的值'), { target: { value: 'A' } });
  press('添加条件');
  choose('条件 2 的字段', 'Seller');
  choose('条件 2 的值取自', '操作人本人');
  expect(last()).toEqual({ and: [{ '==': [{ var: 'record.firm.level' }, 'A'] }, { '==': [{ var: 'record.seller' }, { var: 'actor.person_id' }] }] });
});

it('stands in brackets, which go with their last condition', () => {
  const tree = { '==': [{ var: 'record.due' }, { today: [] }] };
  const { last, press } = shown(tree);
  press('添加一组条件');
  expect(last()).toMatchObject({ and: [tree, { or: [{ '!': {} }] }] });
  press('移除条件 2.1');
  expect(last()).toEqual(tree);
});

it('reads another record at hand, what steps tell, parameters, and who acts', () => {
  told.names = [
    { written: '{公司.编号}', key: 'row.id', type: 'text' },
    { written: '{节点.汇总.合计}', key: 'nodes.sum.total', type: 'integer' },
    { written: '{节点.查找.时间}', key: 'nodes.find.at', type: 'datetime' },
    { written: '{参数.最多}', key: 'param.most', type: 'integer' },
    { written: '{操作人.角色}', key: 'actor.roles', type: 'list' },
    { written: '{原值.Due}', key: 'before.due', type: 'date' },
  ];
  const { last, choose, press } = shown(undefined, 'firm');
  press('添加条件');
  choose('条件 1 的字段', '公司 › Level');
  choose('条件 1 的值取自', '另一字段');
  choose('条件 1 的另一字段', 'Firm › Level');
  expect(last()).toEqual({ '==': [{ var: 'row.level' }, { var: 'record.firm.level' }] });
  choose('条件 1 的字段', '节点 › 汇总 › 合计');
  choose('条件 1 的比较', '大于');
  choose('条件 1 的值取自', '参数');
  expect(last()).toEqual({ '>': [{ var: 'nodes.sum.total' }, { param: 'most' }] });
  choose('条件 1 的字段', '节点 › 查找 › 时间');
  choose('条件 1 的比较', '小于');
  choose('条件 1 的值取自', '几小时前');
  fireEvent.change(screen.getByLabelText('条件 1 的小时数'), { target: { value: '24' } });
  expect(last()).toEqual({ '<': [{ var: 'nodes.find.at' }, { add: [{ now: [] }, '-PT24H'] }] });
  choose('条件 1 的字段', '操作人 › 角色');
  fireEvent.change(screen.getByLabelText('条件 1 的值'), { target: { value: 'crm.manager' } });
  expect(last()).toEqual({ in: ['crm.manager', { var: 'actor.roles' }] });
  expect([...screen.getByLabelText<HTMLSelectElement>('条件 1 的字段').options].map((one) => one.textContent)).not.toContain('原值 › Due');
});

it('asks whether a colleague reports to who is at hand', () => {
  const { last, choose, press } = shown();
  press('添加条件');
  choose('条件 1 的字段', 'Seller');
  choose('条件 1 的比较', '是其中之一');
  choose('条件 1 的值取自', '操作人的下属');
  expect(last()).toEqual({ in: [{ var: 'record.seller' }, { var: 'actor.reports' }] });
});

it('compares with who acts only where somebody does', () => {
  const sources = () => {
    const { choose, press } = shown();
    press('添加条件');
    choose('条件 1 的字段', 'Seller');
    return [...screen.getByLabelText<HTMLSelectElement>('条件 1 的值取自').options].map((one) => one.textContent);
  };
  expect(sources()).toEqual(['填写', '操作人本人', '另一字段']);
  cleanup();
  told.names = [{ written: '{记录编号}', key: 'record.id', type: 'text' }];
  expect(sources()).toEqual(['填写', '另一字段']);
});
