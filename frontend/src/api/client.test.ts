import { expect, it, vi } from 'vitest';
import { fakeServer, refusal } from '../lib/fakeServer';
import { Problem, Unreachable } from '../lib/problems';
import { answer, client, rememberCsrf, whenSignedOut } from './client';

const forms = { params: { path: { app: 'a', form: 'b' } } };

it('sends the token with writes only and names the language always', async () => {
  const asked = fakeServer({ 'GET /apps': { items: [] }, 'POST /clock': { now: '', sandbox: true, offset_s: 0 } });
  rememberCsrf('token');
  await answer(client.GET('/api/v1/apps'));
  await answer(client.POST('/api/v1/clock', { body: { advance: 'PT15M' } }));
  expect(asked.map((one) => [one.headers.get('X-CSRF-Token'), one.headers.get('Accept-Language')])).toEqual([
    [null, 'zh-CN'],
    ['token', 'zh-CN'],
  ]);
});

it('throws a refusal with its sentences by field', async () => {
  fakeServer({ 'POST /apps/a/forms/b/records': refusal(422, 'request.invalid', 'Two places', { errors: [{ pointer: '/values/budget', detail: 'Too small' }, { pointer: null, detail: 'Closed' }] }) });
  const refused = await client.POST('/api/v1/apps/{app}/forms/{form}/records', { ...forms, body: { values: {} } }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect([(refused as Problem).fieldErrors, (refused as Problem).formErrors]).toEqual([{ budget: 'Too small' }, ['Closed']]);
});

it('tells a server that is away from one that refuses', async () => {
  globalThis.fetch = () => Promise.reject(new TypeError('no network'));
  await expect(client.GET('/api/v1/apps')).rejects.toBeInstanceOf(Unreachable);
});

it('says when the session is gone, but not when one only asks whether there is one', async () => {
  const gone = vi.fn();
  whenSignedOut(gone);
  fakeServer({ 'GET /session': () => refusal(401, 'not_signed_in', ''), 'GET /apps': () => refusal(401, 'not_signed_in', '') });
  await client.GET('/api/v1/session').catch(() => undefined);
  expect(gone).not.toHaveBeenCalled();
  await client.GET('/api/v1/apps').catch(() => undefined);
  expect(gone).toHaveBeenCalledOnce();
});
