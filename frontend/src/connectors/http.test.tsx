import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import http from './http';

const settings = { url: 'https://erp.example', sign_in: 'none', user: '', header: 'X-Api-Key', test_path: '', allowed_networks: [], timeout_s: 20 };

test('only what the chosen way needs is asked', () => {
  const { rerender } = render(<http.Settings settings={settings} onChange={vi.fn()} />);
  expect(screen.getAllByRole('textbox')).toHaveLength(4);
  rerender(<http.Settings settings={{ ...settings, sign_in: 'basic', user: 'erp' }} onChange={vi.fn()} />);
  expect(screen.getByDisplayValue('erp')).toBeTruthy();
});

test('the panel gives settings as the server takes them', () => {
  const onChange = vi.fn<(settings: unknown) => void>();
  render(<http.Settings settings={settings} onChange={onChange} />);
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'signed' } });
  expect(onChange).toHaveBeenCalledWith({ ...settings, sign_in: 'signed' });
});
