/** Checklists: only what a person did is sent, evidence before the tick, each tick saved at once on a record's page. */
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { field } from '../form/fixture';
import { fakeServer, refusal, Surroundings } from '../lib/fakeServer';
import { fieldView } from '../lib/fields';
import { laidOver, lacking, mergedItems, progress, sentItems, withDeed, type Item } from './parts/checklist/model';
import { typing } from './testing';

const view = fieldView('checklist')!;
const columns = ['done', 'remark', 'evidence'].map((key) => field(key, key === 'done' ? 'yes_no' : key === 'remark' ? 'long_text' : 'file'));
const settings = { columns, reads: ['kind'] };
const file = (id: string) => ({ id, name: `${id}.txt`, size_bytes: 1, media_type: 'text/plain' });
const item = (id: string, more: Partial<Item> = {}): Item => ({ id, text: `Item ${id}`, minimum: 0, done: false, done_by: null, done_at: null, remark: null, evidence: null, ...more });
const shownField = field('steps', 'checklist', { settings });

test('untouched items are not sent', () => {
  const items = [item('a'), withDeed(item('b'), { done: true }), withDeed(item('c', { remark: 'x' }), { remark: null })];
  expect(sentItems(items)).toEqual([{ id: 'b', done: true }, { id: 'c', remark: null }]);
  expect(sentItems([item('a')])).toBeNull();
});

test('the last file an item needs does it, and taking it away opens it', () => {
  const needy = item('a', { minimum: 2, evidence: [file('f')] });
  expect(lacking(needy)).toBe(1);
  const done = withDeed(needy, { evidence: [file('f'), file('g')] });
  expect([done.done, sentItems([done])]).toEqual([true, [{ id: 'a', evidence: ['f', 'g'], done: true }]]);
  expect(withDeed(done, { evidence: [file('f')] }).done).toBe(false);
  expect(withDeed(item('b', { evidence: null }), { evidence: [file('f')] }).done, 'none is needed: one ticks it oneself').toBe(false);
});

test('ticks stay with the items of a new record, and go with those that went', () => {
  const ticked = [withDeed(item('a'), { done: true }), withDeed(item('b'), { done: true })];
  expect(laidOver([item('b'), item('c')], ticked).map((one) => [one.id, one.done])).toEqual([['b', true], ['c', false]]);
  expect(progress(ticked)).toEqual({ done: 2, total: 2 });
});

test('what two did to different items is kept of both; the same remark takes a choice', () => {
  const base = [item('a'), item('b')];
  const mine = [withDeed(item('a'), { done: true, remark: 'mine' }), item('b')];
  const both = mergedItems(base, mine, [item('a'), item('b', { done: true })]);
  expect([both.clash, both.value?.map((one) => one.done), sentItems(both.value)]).toEqual([false, [true, true], [{ id: 'a', done: true, remark: 'mine' }]]);
  expect(mergedItems(base, mine, [item('a', { remark: 'theirs' }), item('b')]).clash).toBe(true);
  expect(mergedItems(base, mine, [item('a', { done: true }), item('b')]).clash).toBe(false);
});

test('in a form a tick changes the value, and an item without its evidence cannot be ticked', async () => {
  const given = typing(view, [item('a'), item('b', { minimum: 1 })], settings) as Item[][];
  const user = userEvent.setup();
  expect(((await screen.findByRole('checkbox', { name: 'Item b' })) as HTMLInputElement).disabled).toBe(true);
  await user.click(screen.getByRole('checkbox', { name: 'Item a' }));
  expect(view.sent?.(given.at(-1), settings)).toEqual([{ id: 'a', done: true }]);
});

function page(value: Item[], may = true) {
  const Display = view.Display!;
  return render(
    <Surroundings>
      <Display value={value} settings={settings} field={shownField} labels={{}} app="crm" form={may ? 'visit' : undefined} record="r1" />
    </Surroundings>,
  );
}

test('on a page a tick is saved at once, for the item alone', async () => {
  const asked = fakeServer({ 'PATCH /apps/crm/forms/visit/records/r1/checklists/steps/a': { id: 'r1', revision: 2, values: {}, labels: {} } });
  page([item('a'), item('b')]);
  await userEvent.setup().click(await screen.findByRole('checkbox', { name: 'Item a' }));
  await waitFor(() => expect(asked.map((one) => [one.method, one.body])).toEqual([['PATCH', { done: true }]]));
});

test('a tick that is refused goes back and says why', async () => {
  fakeServer({ 'PATCH /apps/crm/forms/visit/records/r1/checklists/steps/a': () => refusal(422, 'request.invalid', 'No', { errors: [{ pointer: '/values/steps/0/done', detail: 'Add a photo first' }] }) });
  page([item('a')]);
  await userEvent.setup().click(await screen.findByRole('checkbox', { name: 'Item a' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Add a photo first');
  expect((screen.getByRole('checkbox', { name: 'Item a' }) as HTMLInputElement).checked).toBe(false);
});

test('who may only read sees what is done, without boxes', async () => {
  page([item('a', { done: true, remark: 'clean' }), item('b')], false);
  expect(await screen.findByText('clean')).toBeTruthy();
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.getByText('1/2')).toBeTruthy();
});
