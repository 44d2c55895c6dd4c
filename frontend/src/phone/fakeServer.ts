/** The server at the other end of the wire, for tests of phone pages: answers by "METHOD path", remembers what was asked. */

export interface Asked {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

type Answer = unknown | ((asked: Asked) => unknown);

/** A status other than 200: {status, …problem}. A thrown error is a broken wire. */
export function fakeServer(answers: Record<string, Answer>): { asked: Asked[]; stop: () => void } {
  const asked: Asked[] = [];
  globalThis.fetch = async (input) => {
    const request = input as Request;
    const url = new URL(request.url);
    const one: Asked = { method: request.method, path: url.pathname.replace('/api/v1', ''), headers: request.headers, body: request.method === 'GET' ? null : await request.json().catch(() => null) };
    asked.push(one);
    const answer = answers[`${one.method} ${one.path}${url.search}`] ?? answers[`${one.method} ${one.path}`];
    const body = typeof answer === 'function' ? (answer as (asked: Asked) => unknown)(one) : answer;
    const status = body === undefined ? 404 : ((body as { status?: unknown }).status as number | undefined);
    const code = typeof status === 'number' ? status : 200;
    return new Response(JSON.stringify(body ?? { title: 'none', status: 404, code: 'not_found' }), { status: code, headers: { 'Content-Type': 'application/json' } });
  };
  // What a closing page still asks for is never answered, and never reaches a real network.
  const stop = () => {
    globalThis.fetch = () => new Promise(() => undefined);
  };
  return { asked, stop };
}
