// The browser's interpreter over a batch: [{tree, types, data}] on standard input, [{value, codes} or {refused}] out.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const batch = await text(process.stdin);
const root = resolve(import.meta.dirname, '../../../frontend');
const { createServer } = await import(pathToFileURL(createRequire(`${root}/package.json`).resolve('vite')).href.replace('index.cjs', 'dist/node/index.js'));
const server = await createServer({ root, configFile: false, logLevel: 'error', appType: 'custom', server: { middlewareMode: true, ws: false }, optimizeDeps: { noDiscovery: true, include: [] } });
try {
  const load = (name) => server.ssrLoadModule(`/src/expressions/${name}.ts`);
  const [{ compileTree }, { noted }, { tagged, valuesOf }] = await Promise.all([load('evaluate'), load('faults'), load('cases')]);
  const answers = JSON.parse(batch).map(({ tree, types, data, tables }) => {
    try {
      const run = compileTree(tree, types, tables);
      const { value, codes } = noted(() => run(valuesOf({ data, types })));
      return { value: tagged(value), codes };
    } catch (error) {
      return { refused: error.code ?? String(error.stack) };
    }
  });
  process.stdout.write(JSON.stringify(answers));
} finally {
  await server.close();
}
