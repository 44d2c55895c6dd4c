import { expect, it } from 'vitest';
import { phoneAddress, phoneTwin } from './phoneAddress';

function storage() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

it.each([
  ['/', '', '/m/'],
  ['/', '?task=t1', '/m/tasks/t1'],
  ['/work', '', '/m/'],
  ['/work', '?task=t1', '/m/tasks/t1'],
  ['/', '?scope=started', '/m/?scope=started'],
  ['/apps', '', '/m/apps'],
  ['/apps/shop', '', '/m/apps'],
  ['/apps/shop/deal', '?sort=-price', '/m/apps/shop/deal'],
  ['/apps/shop/deal', '?view=board&sort=name', '/m/apps/shop/deal?view=board'],
  ['/apps/shop/deal', '?view=board&open=r1', '/m/apps/shop/deal/r1'],
  ['/apps/shop/deal/new', '', '/m/apps/shop/deal/new'],
  ['/apps/shop/deal/r1', '', '/m/apps/shop/deal/r1'],
  ['/apps/shop/deal/r1/edit', '', '/m/apps/shop/deal/r1/edit'],
])('%s%s has its page on the phone', (path, search, twin) => expect(phoneTwin(path, search)).toBe(twin));

it.each(['/market', '/admin', '/admin/roles', '/apps/shop/-/metrics', '/apps/shop/-/lineage', '/apps/shop/deal/import', '/apps/shop/deal/import/i1', '/anything'])('%s has none and stays', (path) =>
  expect(phoneAddress({ pathname: path, search: '' }, true, storage())).toBeNull(),
);

it('sends narrow screens only', () => {
  const place = { pathname: '/', search: '' };
  expect([phoneAddress(place, true, storage()), phoneAddress(place, false, storage())]).toEqual(['/m/', null]);
});

it('sends nobody back who chose the desk', () => {
  const kept = storage();
  expect(phoneAddress({ pathname: '/', search: '?desk=1' }, true, kept)).toBeNull();
  expect(phoneAddress({ pathname: '/apps', search: '' }, true, kept)).toBeNull();
});
