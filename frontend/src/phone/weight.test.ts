/** What a phone loads before a form opens, its own pages' and a public one, and a desk before a designer does. The figures of phones are those reached: what makes them grow comes when it is needed (ui/lazyPart). */
import { afterEach, expect, it, vi } from 'vitest';
import { weighed } from '../lib/weighing';

const MOST_BYTES = { phone: 161_000, public: 144_100 };
const MOST_DESIGNER_BYTES = 400 * 1024;

afterEach(() => vi.unstubAllEnvs());

it('stays as light as it has become', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const weigh = await weighed();
  for (const [name, most] of Object.entries(MOST_BYTES)) {
    expect(weigh(name)).toBeGreaterThan(most / 2);
    expect(weigh(name)).toBeLessThan(most);
  }
  const designers = { form: weigh('desk', 'Builder', 'FormDesigner'), workflow: weigh('desk', 'Builder', 'WorkflowDesigner', 'FlowCanvas') };
  expect(designers.form).toBeLessThan(MOST_DESIGNER_BYTES);
  expect(designers.workflow).toBeLessThan(MOST_DESIGNER_BYTES);
  expect(designers.form).toBeGreaterThan(weigh('desk'));
});
