/** The entry of public forms: words, then the one page. Nobody is signed in here; it shares fields, form and ui with the phone. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../i18n/i18n';
import { PublicPage } from './PublicPage';
import { embedded } from './embedding';
import 'virtual:tokens.css';
import '../theme/base.css';
import './public.css';

const queries = new QueryClient();
const root = document.documentElement;
root.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
root.classList.toggle('embedded', embedded);

const chinese = import.meta.glob('../i18n/zh-CN/{common,date,states,time,fields,form,names,typed,lines,checklist,public}.json', { eager: true, import: 'default' });
void startI18n(chinese, { en: async () => (await import('./english')).default }).then(() => {
  const place = document.getElementById('root');
  if (!place) throw new Error('public.html has no #root');
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <PublicPage token={decodeURIComponent(location.pathname.split('/')[2] ?? '')} />
      </QueryClientProvider>
    </StrictMode>,
  );
});
