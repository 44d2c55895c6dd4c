/** Every field type found in the folder keeps the same promises: both languages, empty values, keyboard, label and error links. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useState, type ComponentType, type ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { afterAll, describe, expect, test } from 'vitest';
import { changeLocale, speaking } from '../i18n/i18n';
import { locales } from '../i18n/words';
import type { AnyFieldView, InputProps } from '../lib/defineField';
import { fieldViews } from '../lib/fields';
import { FieldFrame, describedBy } from '../ui/FieldFrame/FieldFrame';
import { field } from '../form/fixture';

const options = [{ key: 'a', title: '甲' }, { key: 'b', title: '乙' }];
/** Enough for any type; each takes what it knows. */
const settings = { options, questions: options, answers: options, stages: options, moves: [], form: 'other', result: 'text' };
const types = [...fieldViews.values()];

function around(content: ReactNode) {
  return (
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>
      <MemoryRouter>{content}</MemoryRouter>
    </QueryClientProvider>
  );
}

function Framed({ view, Input, group }: { view: AnyFieldView; Input: ComponentType<InputProps<unknown, unknown>>; group?: boolean }) {
  const [value, setValue] = useState<unknown>(null);
  return (
    <FieldFrame id="f" label="标题" required group={group} hint="提示" error="不对">
      <Input id="f" value={value} onChange={setValue} settings={settings} field={field('f', view.key, { settings })} label="标题" required invalid describedBy={describedBy('f', { hint: true, error: true })} app="demo" form="x" />
    </FieldFrame>
  );
}

const inputs = types.flatMap((view) => [
  { name: `${view.key} on a desk`, view, Input: view.Input, group: view.group },
  ...(view.PhoneInput ? [{ name: `${view.key} on a phone`, view, Input: view.PhoneInput, group: view.phoneGroup }] : []),
]);

afterAll(() => changeLocale('zh-CN'));

describe.each(types)('$key', (view) => {
  test.each(locales)('shows nothing as a dash in a cell and on a page (%s)', async (locale) => {
    await changeLocale(locale);
    const empty = { value: null, settings, field: field('f', view.key, { settings }), app: 'demo' };
    const Display = view.Display ?? view.Cell;
    const { container } = render(around(<><p><view.Cell {...empty} /></p><p><Display {...empty} /></p></>));

    expect([...container.querySelectorAll('p')].map((part) => part.textContent)).toEqual(['—', '—']);
  });

  test('says nothing in words when it is empty', () => {
    expect(view.text?.(null, settings)).toBe('');
  });

  test('is named after its file and has a face in the icon set', async () => {
    const { shapes } = await import('../ui/Icon/shapes');
    const module = await import(`./${view.key}.tsx`);

    expect(module.default.key).toBe(view.key);
    expect(shapes).toHaveProperty(view.icon);
  });
});

describe.each(inputs)('$name', ({ view, Input, group }) => {
  test.each(locales)('is labelled, tied to its error, reached by keyboard and clean for axe (%s)', async (locale) => {
    await changeLocale(locale);
    const { container } = render(around(<Framed view={view} Input={Input} group={group} />));
    await act(async () => undefined);
    // Some come when they are first shown.
    await waitFor(() => expect(screen.queryByText(speaking().t('states.loading.title'))).toBeNull());
    if (group) expect(screen.getByRole('group', { name: /标题/ })).toBeTruthy();
    else expect((await screen.findAllByLabelText(/标题/)).length).toBeGreaterThan(0);

    const frame = container.querySelector<HTMLElement>('[data-field="f"]');
    const control = frame?.querySelector<HTMLElement>('input, select, textarea, [contenteditable]');
    if (control) {
      await userEvent.setup().tab();
      expect(frame?.contains(document.activeElement)).toBe(true);
      expect(control.getAttribute('aria-describedby')).toContain('f-error');
      expect(container.querySelector('[aria-invalid="true"]')).not.toBeNull();
    } else {
      expect(within(frame as HTMLElement).getByRole('status')).toBeTruthy();
    }
    const found = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  });
});
