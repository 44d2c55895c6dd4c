import { expect, it } from 'vitest';
import { keyFrom, keyPattern } from './keys';
import { appKey } from './useKey';

const long = 'A very long title of an application that goes on and on and on';

it('keys made from titles fit their rule, however long the title and whatever is taken', () => {
  const app = keyFrom(long, 'app', [], appKey.longest);
  expect(app).toMatch(appKey.pattern);
  expect(keyFrom(long, 'app', [app], appKey.longest)).toMatch(appKey.pattern);
  expect(keyFrom(long, 'form', [])).toMatch(keyPattern);
  expect(keyFrom('请假', 'app', [])).toMatch(appKey.pattern);
});
