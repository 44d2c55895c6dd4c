/** Layout items in a form: tabs that tell of problems, sections that fold, words, buttons that are never dead, pages shut in. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, test } from 'vitest';
import type { FormInfo, LayoutItem, Values } from '../api/types';
import { field, inquiry, section } from '../form/fixture';
import { RecordForm, type RecordFormProps } from '../form/RecordForm';
import { layoutView } from '../lib/layouts';

function item(key: string, type: string, settings: Record<string, unknown>, items: LayoutItem[] = []): LayoutItem {
  return { key, type, settings, items };
}

function form(layout: LayoutItem[], more: Partial<FormInfo> = {}): FormInfo {
  return inquiry({ layout, ...more });
}

function show(info: FormInfo, more: Partial<RecordFormProps<unknown>> = {}) {
  const sent: Values[] = [];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <RecordForm form={info} submitLabel="提交" send={async (values) => sent.push(values)} onSent={() => undefined} {...more} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return { sent, user: userEvent.setup() };
}

const tabs = item('parts', 'tabs', {}, [
  item('one', 'tab', { tab: '金额' }, [section('a', null, ['amount'])]),
  item('two', 'tab', { tab: '其他' }, [section('b', null, ['name', 'pace', 'why'])]),
]);

beforeEach(() => localStorage.clear());

test('one part of tabs is in sight; what was typed in another is still there', async () => {
  const { user } = show(form([tabs]));
  await user.type(screen.getByLabelText('金额', { selector: 'input' }), '12');
  await user.click(screen.getByRole('tab', { name: '其他' }));
  expect(screen.getByRole('tabpanel').getAttribute('aria-label')).toBe('其他');
  await user.click(screen.getByRole('tab', { name: '金额' }));

  expect((screen.getByLabelText('金额', { selector: 'input' }) as HTMLInputElement).value).toBe('12');
});

test('a problem in a hidden tab is gone to, and counted on its tab when another is in sight', async () => {
  const { user } = show(form([tabs]));
  await user.click(screen.getByRole('button', { name: /提交/ }));
  expect(document.activeElement).toBe(screen.getByLabelText(/name|名称/));
  await user.click(screen.getByRole('tab', { name: /^金额/ }));

  expect(screen.getByRole('tab', { name: /其他.*1 处有问题/ })).toBeTruthy();
});

test('arrows go through tabs', async () => {
  const { user } = show(form([tabs]));
  await user.click(screen.getByRole('tab', { name: '金额' }));
  await user.keyboard('{ArrowRight}');

  expect(screen.getByRole('tab', { name: '其他' }).getAttribute('aria-selected')).toBe('true');
});

test('a section that folds tells how many problems it hides, and opens for one that is gone to', async () => {
  const folded = section('more', '更多', ['name'], { collapsible: 'closed' });
  const { user } = show(form([section('first', null, ['amount', 'pace']), folded]));
  const button = screen.getByRole('button', { name: /更多/ });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await user.click(screen.getByRole('button', { name: /提交/ }));
  expect(document.activeElement).toBe(screen.getByLabelText(/名称/));
  await user.click(screen.getByRole('button', { name: /更多/ }));

  expect(within(screen.getByRole('button', { name: /更多/ })).getByText('1 处有问题')).toBeTruthy();
});

test('a tab that a rule hides is absent', async () => {
  const { user } = show(form([tabs], { rules: [{ key: 'r', class: 'local', when: { '>=': [{ var: 'record.amount' }, '100'] }, then: [{ show: 'two' }] }], checks: [] }));
  expect(screen.queryByRole('tab', { name: '其他' })).toBeNull();
  await user.type(screen.getByLabelText('金额', { selector: 'input' }), '100');

  expect(screen.getByRole('tab', { name: '其他' })).toBeTruthy();
});

test('words know bold, lists and https links; all else is literal', () => {
  show(form([item('t', 'text', { text: '先问**预算**\n- 一\n- [二](https://example.com/)\n\n<b>x</b> [三](javascript:alert(1))', tone: 'note' }), section('a', null, ['name'])]));

  expect(screen.getByText('预算').tagName).toBe('STRONG');
  expect(screen.getByRole('link', { name: '二' }).getAttribute('href')).toBe('https://example.com/');
  expect(screen.getByText(/<b>x<\/b> \[三\]\(javascript:alert\(1\)\)/)).toBeTruthy();
});

const staged = inquiry({
  fields: [field('name', 'text', { title: '名称' }), field('stage', 'stage', { title: '阶段', settings: { stages: ['new', 'won'], moves: [{ key: 'win', from: ['new'], to: 'won' }] } })],
  rules: [], checks: [],
  layout: [section('a', null, ['name', 'stage']), item('go', 'button', { button: '赢单', do: { move: { stage: 'win' } } })],
});

test('a button moves the record on with all that was filled in', async () => {
  const { user, sent } = show(staged, { values: { name: '恒泰', stage: 'new' }, revision: 1 });
  await user.type(screen.getByLabelText('名称'), '二');
  await user.click(screen.getByRole('button', { name: '赢单' }));

  await waitFor(() => expect(sent).toEqual([{ name: '恒泰二', stage: 'won' }]));
});

test('a button whose move cannot be made is absent: a new record, another stage, a field one may only read', () => {
  show(staged);
  show(staged, { values: { stage: 'won' }, revision: 1 });
  show({ ...staged, fields: staged.fields.map((one) => ({ ...one, access: 'read' as const })) }, { values: { stage: 'new' }, revision: 1 });

  expect(screen.queryByRole('button', { name: '赢单' })).toBeNull();
});

test('a page that may be embedded is shut in; another is a link and says why', () => {
  const page = (key: string, allowed: boolean) => item(key, 'embedded_page', { embedded_page: `https://${key}.example/`, title: key, height: 200, allowed });
  show(form([page('maps', true), page('other', false), section('a', null, ['name'])]));

  expect(screen.getByTitle('maps').getAttribute('sandbox')).toBe('allow-scripts allow-forms allow-popups');
  expect(screen.queryByTitle('other')).toBeNull();
  expect(screen.getByText(/other\.example 不在允许嵌入/)).toBeTruthy();
});

test('what stands in an item of an unknown type is drawn without it', () => {
  show(form([item('odd', 'hologram', {}, [section('a', null, ['name'])])]));

  expect(screen.getByLabelText(/名称/)).toBeTruthy();
  expect(layoutView('hologram')).toBeUndefined();
});
