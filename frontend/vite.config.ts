/** Four pages from one source: the desk (index.html), the phone (phone.html), public forms (public.html), which never share the desk's code, and the first two as drafts would make them (preview.html). */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { begunWith } from './vite/begunWith.ts';
import { tokensPlugin } from './vite/tokens.ts';

const api = process.env.LOOMWORK_API ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react(), tokensPlugin()],
  build: {
    outDir: 'dist',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { desk: 'index.html', phone: 'phone.html', public: 'public.html', preview: 'preview.html' }, output: { codeSplitting: { groups: [begunWith('form', 'phone.html', 'public.html')] } } },
  },
  server: { proxy: { '/api': api } },
  test: {
    environment: 'happy-dom',
    setupFiles: ['./vite/test-setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
