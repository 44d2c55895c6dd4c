import { expect, test } from 'vitest';
import { previewAddress, previewAt, previewHeaders } from './address';

test('an address says which app is looked at, with whose eyes, and on what', () => {
  const there = previewAddress('shop', { as: 'role', of: 'shop.seller' }, 'desk', '/apps/shop/deal?view=mine');
  expect(there).toBe('/preview/shop/role.shop.seller/desk/apps/shop/deal?view=mine');
  const found = previewAt(there.split('?')[0] ?? '');
  expect(found).toEqual({ app: 'shop', eyes: { as: 'role', of: 'shop.seller' }, pages: 'desk', base: '/preview/shop/role.shop.seller/desk' });
  expect(found && previewHeaders(found)).toEqual({ 'Loomwork-Preview': 'shop', 'Loomwork-Preview-Role': 'shop.seller' });
  expect(previewAt('/preview/shop/me/desk')?.eyes).toEqual({ as: 'me' });
  expect(previewAt('/preview/shop/person.p1/phone/apps')?.eyes).toEqual({ as: 'person', of: 'p1' });
  expect(previewAt('/apps/shop/deal')).toBeNull();
});

test('a phone shows its own page where it has one, else that of the desk', () => {
  expect(previewAddress('shop', { as: 'me' }, 'phone', '/apps/shop/deal?view=mine')).toBe('/preview/shop/me/phone/apps/shop/deal?view=mine');
  expect(previewAddress('shop', { as: 'me' }, 'phone', '/apps/shop/-/pages/home')).toBe('/preview/shop/me/desk/apps/shop/-/pages/home');
});
