/** What a phone loads before a form opens, its own pages' and a public one. The figures are those reached: what makes them grow comes when it is needed (ui/lazyPart). */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { afterEach, expect, it, vi } from 'vitest';

const MOST_BYTES = { phone: 161_000, public: 144_100 };

afterEach(() => vi.unstubAllEnvs());

it('stays as light as it has become', async () => {
  const root = join(import.meta.dirname, '../..');
  // Libraries carry their checks for developers into what is built under the tests' own environment.
  vi.stubEnv('NODE_ENV', 'production');
  const made = (await build({ root, logLevel: 'silent', build: { write: false } })) as Rolldown.RolldownOutput;
  const chunks = new Map(made.output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])));
  for (const [name, most] of Object.entries(MOST_BYTES)) {
    const entry = [...chunks.values()].find((one) => one.isEntry && one.name === name);
    expect(entry).toBeDefined();
    const needed = new Set<string>();
    const walk = (file: string) => {
      if (needed.has(file)) return;
      needed.add(file);
      chunks.get(file)?.imports.forEach(walk);
    };
    walk(entry!.fileName);
    const bytes = [...needed].reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? '', { level: 9 }).length, 0);
    expect(bytes).toBeGreaterThan(most / 2);
    expect(bytes).toBeLessThan(most);
  }
});
