/** The desk entry: words, server cache, router, then the page. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link } from 'react-router';
import { startI18n } from '../i18n/i18n';
import { Problem } from '../lib/problems';
import { RecordLink } from '../lib/recordLink';
import { applyTheme } from './theme';
import { Root } from './Root';
import 'virtual:tokens.css';
import '../theme/base.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (count, error) => !(error instanceof Problem && error.status < 500) && count < 2 },
    mutations: { retry: false },
  },
});

/** Draws the pages, whose addresses begin with `base`; gives what is kept of answers. */
export function begin(base: string): QueryClient {
  applyTheme();
  void startI18n(import.meta.glob('../i18n/zh-CN/*.json', { eager: true, import: 'default' }), { en: async () => (await import('./english')).default }).then(() => {
    const root = document.getElementById('root');
    if (!root) throw new Error('index.html has no #root');
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          {/* Drawn at once: a page that was left must not lead away from where the reader went (desk/router.test.tsx). */}
          <BrowserRouter basename={base} useTransitions={false}>
            <RecordLink value={(props) => <Link {...props} />}>
              <Root />
            </RecordLink>
          </BrowserRouter>
        </QueryClientProvider>
      </StrictMode>,
    );
  });
  return queries;
}
