/** Tests only: stands where the network begins and answers by method and path; what was asked is kept. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, type ReactNode } from 'react';
import { MemoryRouter } from 'react-router';

export interface Asked {
  method: string;
  path: string;
  headers: Headers;
  body: any;
}

type Answer = unknown | ((asked: Asked) => unknown);

/** Answers are by "GET /tasks/{id}" without the prefix; a Response is passed on as it is. Unknown paths are 404. */
export function fakeServer(answers: Record<string, Answer>): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = async (input) => {
    const request = input as Request;
    const url = new URL(request.url);
    const text = await request.clone().text();
    const one: Asked = { method: request.method, path: url.pathname.replace('/api/v1', ''), headers: request.headers, body: text ? JSON.parse(text) : undefined };
    asked.push(one);
    const answer = answers[`${one.method} ${one.path}`];
    const said = typeof answer === 'function' ? await (answer as (asked: Asked) => unknown)(one) : answer;
    if (said instanceof Response) return said;
    return said === undefined ? refusal(404, 'not_found', 'Not here') : new Response(JSON.stringify(said), { headers: { 'content-type': 'application/json' } });
  };
  return asked;
}

export function refusal(status: number, code: string, detail: string, extra: object = {}): Response {
  return new Response(JSON.stringify({ title: detail, status, code, detail, ...extra }), { status, headers: { 'content-type': 'application/problem+json' } });
}

/** What every page stands in. */
export function Surroundings({ children, at = '/' }: { children: ReactNode; at?: string }) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return createElement(QueryClientProvider, { client: queries }, createElement(MemoryRouter, { initialEntries: [at] }, children));
}
