import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import smtp from './smtp';

test('the panel gives settings as the server takes them, with the usual port of each way', () => {
  const onChange = vi.fn<(settings: unknown) => void>();
  const settings = { host: 'mail.company.example', port: 587, security: 'starttls', user: '', sender: 'a@company.example', sender_name: '', allowed_networks: [], timeout_s: 30 };
  render(<smtp.Settings settings={settings} onChange={onChange} />);
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'tls' } });
  expect(onChange).toHaveBeenLastCalledWith({ ...settings, security: 'tls', port: 465 });
});
