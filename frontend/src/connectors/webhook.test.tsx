import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import webhook from './webhook';

test('the panel gives settings as the server takes them', () => {
  const onChange = vi.fn<(settings: unknown) => void>();
  const settings = { url: 'https://partner.example/', allowed_networks: [], timeout_s: 10 };
  render(<webhook.Settings settings={settings} onChange={onChange} />);
  const [url, networks, timeout] = screen.getAllByRole('textbox');
  fireEvent.change(url!, { target: { value: ' https://other.example/ ' } });
  fireEvent.change(networks!, { target: { value: '10.1.2.0/24，10.1.3.0/24' } });
  fireEvent.change(timeout!, { target: { value: '20' } });
  expect(onChange.mock.calls.map(([given]) => given)).toEqual([
    { ...settings, url: 'https://other.example/' },
    { ...settings, allowed_networks: ['10.1.2.0/24', '10.1.3.0/24'] },
    { ...settings, timeout_s: 20 },
  ]);
});
