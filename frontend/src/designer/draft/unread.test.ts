/** Text that could not be read is found again where its part went, and by whoever publishes. */
import { beforeEach, expect, it } from 'vitest';
import { pointerTo, steady, unreadBelow, useUnread } from './unread';

const document = { kind: 'workflow', nodes: [{ key: 'a' }, { key: 'b', settings: { branches: [{ key: 'fits' }] } }] };
const text = { label: 'When', text: '1 +', fault: 'Something is missing' };

beforeEach(() => {
  for (const at of Object.keys(useUnread.getState().texts)) useUnread.getState().put(at, null);
});

it('names places by keys, which stay when parts go elsewhere', () => {
  const place = steady(document, '/nodes/1/settings/branches/0/when');
  expect(place).toBe('nodes/b/settings/branches/fits/when');
  expect(pointerTo(document, place)).toBe('/nodes/1/settings/branches/0/when');
  expect(pointerTo({ ...document, nodes: document.nodes.toReversed() }, place)).toBe('/nodes/0/settings/branches/0/when');
  expect(pointerTo({ ...document, nodes: document.nodes.slice(0, 1) }, place)).toBeNull();
  expect(pointerTo({ ...document, nodes: [] }, place)).toBeNull();
});

it('keeps names of members that hold no list', () => expect(steady(document, '/trigger/when')).toBe('trigger/when'));

it('is told by document and by app, and stays on the device', () => {
  const { put } = useUnread.getState();
  put('w/p/crm/form/order#fields/total', text);
  put('w/p/hr/form/leave#fields/days', text);
  const { texts } = useUnread.getState();
  expect(unreadBelow(texts, 'w/p/crm/').map((one) => one.rest)).toEqual(['form/order#fields/total']);
  expect(JSON.parse(localStorage.getItem('loomwork.unread') ?? '')).toEqual(texts);
  put('w/p/crm/form/order#fields/total', null);
  expect(unreadBelow(useUnread.getState().texts, 'w/p/crm/')).toEqual([]);
});
