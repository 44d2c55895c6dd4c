/** The phone entry: words, server cache, router, then the pages. It shares fields, form and ui with the desk, and nothing else. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link } from 'react-router';
import { startI18n } from '../i18n/i18n';
import { Problem } from '../lib/problems';
import { RecordLink } from '../lib/recordLink';
import { Door } from './Door';
import { beginPlaces } from './loadPlaces';
import 'virtual:tokens.css';
import '../theme/base.css';
import './phone.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (count, error) => !(error instanceof Problem && error.status < 500) && count < 2 },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const chinese = import.meta.glob('../i18n/zh-CN/{common,date,states,time,fields,form,names,typed,lines,checklist}.json', { eager: true, import: 'default' });

/** As chosen on the desk, else as the phone wishes. */
function applyTheme() {
  const dark = localStorage.getItem('loomwork.theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.dataset.theme = dark;
}

/** Draws the pages, whose addresses begin with `base`; gives what is kept of answers. */
export function begin(base: string): QueryClient {
  applyTheme();
  beginPlaces(location.pathname);
  void startI18n(chinese, { en: async () => (await import('./english')).default }).then(() => {
    const root = document.getElementById('root');
    if (!root) throw new Error('phone.html has no #root');
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          {/* Drawn at once: a page that was left must not lead away from where the reader went (desk/router.test.tsx). */}
          <BrowserRouter basename={base} useTransitions={false}>
            <RecordLink value={(props) => <Link {...props} />}>
              <Door />
            </RecordLink>
          </BrowserRouter>
        </QueryClientProvider>
      </StrictMode>,
    );
  });
  return queries;
}
