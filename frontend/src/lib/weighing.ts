/** For tests: what a page must load before it works, as it is built, in bytes of gzip. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** Weighs chunks by their names together with all they import at once. The environment must say production: libraries carry their checks for developers otherwise. */
export async function weighed(): Promise<(...names: string[]) => number> {
  const root = join(import.meta.dirname, '../..');
  const made = (await build({ root, logLevel: 'silent', build: { write: false } })) as Rolldown.RolldownOutput;
  const chunks = new Map(made.output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])));
  return (...names) => {
    const needed = new Set<string>();
    const walk = (file: string) => {
      if (needed.has(file)) return;
      needed.add(file);
      chunks.get(file)?.imports.forEach(walk);
    };
    for (const name of names) {
      const found = [...chunks.values()].find((one) => (one.isEntry || one.isDynamicEntry) && one.name === name);
      if (!found) throw new Error(`nothing that is built is called ${name}`);
      walk(found.fileName);
    }
    return [...needed].reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? '', { level: 9 }).length, 0);
  };
}
