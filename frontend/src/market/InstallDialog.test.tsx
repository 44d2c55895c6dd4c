import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { PackageInfo } from '../api/types';
import { Surroundings, fakeServer } from '../lib/fakeServer';
import { InstallDialog } from './InstallDialog';

const one: PackageInfo = {
  key: 'some', title: 'Some', summary: '', category: '', version: '1.0.0', installed_version: null, contents: { form: 2 }, requires: [],
  parameters: [
    { key: 'wait', type: 'duration', title: 'Wait', default: 'PT15M', value: 'PT15M', group: null, unit: null, summary: null, options: [] },
    { key: 'share', type: 'percent', title: 'Share', default: '0.4', value: '0.4', group: null, unit: null, summary: null, options: [] },
  ],
  asks_for: [{ id: 'writes:x', kind: 'writes', key: 'x', title: 'Writes by itself', detail: null }],
  scenarios: 3, sample_data: [],
};

function open() {
  render(
    <Surroundings>
      <InstallDialog one={one} onClose={vi.fn()} />
    </Surroundings>,
  );
  return screen.getByRole('button', { name: '安装', hidden: true });
}

it('begins without consent and installs only with it', async () => {
  fakeServer({});
  const install = open();
  expect([(screen.getByRole('checkbox', { hidden: true }) as HTMLInputElement).checked, (install as HTMLButtonElement).disabled]).toEqual([false, true]);
  await userEvent.click(screen.getByRole('checkbox', { hidden: true }));
  expect((install as HTMLButtonElement).disabled).toBe(false);
});

it('sends the parameters that were changed, a percent as a fraction, and shows how it ended', async () => {
  const operation = { id: 'o', kind: 'install', state: 'done', done: 3, total: 3, label: null, result: null, problem: null };
  const asked = fakeServer({ 'POST /market/packages/some/install': { operation: 'o' }, 'GET /operations/o': operation });
  const install = open();
  await userEvent.click(screen.getByRole('checkbox', { hidden: true }));
  const share = screen.getByLabelText('Share');
  await userEvent.clear(share);
  await userEvent.type(share, '35');
  await userEvent.click(install);
  await waitFor(() => expect(asked[0]?.body).toEqual({ parameters: { share: '0.35' }, consents: ['writes:x'], sample_data: false }));
  expect(await screen.findByText('3 个场景全部通过，可以开始用了')).toBeTruthy();
});

it('puts a changed parameter back to its default', async () => {
  fakeServer({});
  open();
  const share = screen.getByLabelText<HTMLInputElement>('Share');
  await userEvent.clear(share);
  await userEvent.type(share, '35');
  await userEvent.click(screen.getByRole('button', { name: '还原', hidden: true }));
  expect(share.value).toBe('40');
});

it('shows a list of options by their titles, to be ticked', async () => {
  const asked = fakeServer({ 'POST /market/packages/some/install': { operation: 'o' } });
  const sources = { key: 'sources', type: 'list', title: 'Sources', default: ['web'], value: ['web'], group: null, unit: null, summary: null, options: [{ key: 'web', title: 'Website' }, { key: 'fair', title: 'Fair' }] };
  render(
    <Surroundings>
      <InstallDialog one={{ ...one, parameters: [sources], asks_for: [] }} onClose={vi.fn()} />
    </Surroundings>,
  );
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Website', hidden: true }).checked).toBe(true);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Fair', hidden: true }));
  expect(screen.getByText(/默认.*Website/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '安装', hidden: true }));
  await waitFor(() => expect(asked[0]?.body).toEqual({ parameters: { sources: ['web', 'fair'] }, consents: [], sample_data: false }));
});
