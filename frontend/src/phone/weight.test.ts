/** What a phone loads before a form opens. The figure is the one reached: what makes it grow comes when it is needed (ui/lazyPart). */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { afterEach, expect, it, vi } from 'vitest';

const MOST_BYTES = 173_700;

afterEach(() => vi.unstubAllEnvs());

it('stays as light as it has become', async () => {
  const root = join(import.meta.dirname, '../..');
  // Libraries carry their checks for developers into what is built under the tests' own environment.
  vi.stubEnv('NODE_ENV', 'production');
  const made = (await build({ root, logLevel: 'silent', build: { write: false } })) as Rolldown.RolldownOutput;
  const chunks = new Map(made.output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])));
  const entry = [...chunks.values()].find((one) => one.isEntry && one.name === 'phone');
  expect(entry).toBeDefined();

  const needed = new Set<string>();
  const walk = (name: string) => {
    if (needed.has(name)) return;
    needed.add(name);
    chunks.get(name)?.imports.forEach(walk);
  };
  walk(entry!.fileName);
  const bytes = [...needed].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? '', { level: 9 }).length, 0);
  expect(bytes).toBeGreaterThan(MOST_BYTES / 2);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
