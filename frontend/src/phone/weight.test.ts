/** What a phone loads before a form opens, its own pages' and a public one, and a desk before a designer does. What makes them grow comes when it is needed (ui/lazyPart). */
import { afterEach, expect, it, vi } from 'vitest';
import { weighed } from '../lib/weighing';

const KB = 1024;
const MOST_BYTES = { phone: 150 * KB, public: 135 * KB };
const MOST_DESIGNER_BYTES = 400 * KB;

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
