/** Conditions are put together by choosing: what stands behind is the tree that documents keep. */
import { useState } from 'react';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { AroundContext, type Around } from '../settings/panel';
import { ConditionRows } from './ConditionRows';
import { readConditions, writeConditions } from './model';

const filters = ['equal', 'not_equal', 'less', 'at_most', 'greater', 'at_least', 'empty', 'not_empty'];
vi.mock('../settings/fieldTypes', () => ({
  useFieldTypes: () => [
    { key: 'text', filters, value: 'text' },
    { key: 'date', filters, value: 'date' },
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

afterEach(cleanup);

function shown(tree?: unknown) {
  const trees: unknown[] = [];
  function Page() {
    const [now, setNow] = useState(tree);
    const change = (next: unknown) => (trees.push(next), setNow(next));
    return (
      <AroundContext value={around}>
        <ConditionRows label="When" conditions={readConditions(now) ?? { all: true, rows: [] }} onChange={(next) => change(writeConditions(next))} />
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
