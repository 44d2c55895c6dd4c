/**
 * Who clicks on while a page waits for its answer gets there, wherever the answer would have led. The router moves the address at once
 * but by itself draws the new page as a transition, which waits: the page that was left goes on, and where its answer comes just
 * then and leads elsewhere (`Navigate`), the click is lost.
 */
import { act, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link, Navigate, Route, Routes } from 'react-router';
import { expect, test, vi } from 'vitest';

function answer() {
  let come = false;
  let told = () => {};
  const subscribe = (listener: () => void) => {
    told = listener;
    return () => {};
  };
  const comes = () => {
    come = true;
    told();
  };
  return { comes, useAnswer: () => useSyncExternalStore(subscribe, () => come) };
}

async function drawn(useAnswer: () => boolean) {
  const Beginning = () => (useAnswer() ? <Navigate to="/work" replace /> : <p>wait</p>);
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  history.replaceState(null, '', '/');
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await act(() =>
    root.render(
      <BrowserRouter useTransitions={false}>
        <Link to="/market">market</Link>
        <Routes>
          <Route path="/" element={<Beginning />} />
          <Route path="*" element={<p>there</p>} />
        </Routes>
      </BrowserRouter>,
    ),
  );
  vi.unstubAllGlobals();
  return { root, link: place.querySelector('a'), words: () => place.querySelector('p')?.textContent };
}

/** As a browser does it: nobody waits for React's later work. */
async function unwaited(acts: () => void) {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
  acts();
  await new Promise((done) => setTimeout(done, 50));
  vi.unstubAllGlobals();
}

test('an answer leads on', async () => {
  const { comes, useAnswer } = answer();
  const page = await drawn(useAnswer);
  await unwaited(comes);
  expect(location.pathname).toBe('/work');
  expect(page.words()).toBe('there');
  page.root.unmount();
});

test('a click just before the answer wins', async () => {
  const { comes, useAnswer } = answer();
  const page = await drawn(useAnswer);
  await unwaited(() => {
    page.link?.click();
    comes();
  });
  expect(location.pathname).toBe('/market');
  expect(page.words()).toBe('there');
  page.root.unmount();
});

test('both entries draw at once', () => {
  const entries = import.meta.glob<string>(['./main.tsx', '../phone/main.tsx'], { query: '?raw', import: 'default', eager: true });
  const routers = Object.values(entries).map((source) => /<BrowserRouter[^>]*>/.exec(source)?.[0]);
  expect(routers).toEqual([expect.stringContaining('useTransitions={false}'), expect.stringContaining('useTransitions={false}')]);
});
