/** One visit to a public form: its form, its files, its answer. What is on its way outlives a lost network and a closed page. */
import { answer, client, newIdempotencyKey } from '../api/client';
import { multipart } from '../api/multipart';
import type { FileItem, Schemas, Values } from '../api/types';
import { Unreachable } from '../lib/problems';

export type PublicForm = Schemas['PublicForm'];

const waits_ms = [2_000, 4_000, 8_000, 16_000];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** After a while, or as soon as there is a network again. */
const later = (ms: number) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(over, ms);
    function over() {
      clearTimeout(timer);
      window.removeEventListener('online', over);
      resolve();
    }
    window.addEventListener('online', over);
  });

export class Visit {
  /** When the form was there, for which nobody is too fast. */
  private readonly began = Date.now();
  private readonly place: string;
  /** The ticket of the visit that a draft is of, since its files belong to it; else of this one. */
  private ticket: string;

  constructor(
    private readonly token: string,
    private readonly form: PublicForm,
    private readonly tellWaiting: (waiting: boolean) => void,
  ) {
    this.place = placeOf(token);
    this.ticket = kept(`${this.place}/ticket`) ?? form.ticket ?? '';
    keep(`${this.place}/ticket`, this.ticket);
  }

  upload = (file: File): Promise<FileItem> =>
    answer(client.POST('/api/v1/public/{token}/files', { params: { path: { token: this.token }, header: { Ticket: this.ticket } }, ...multipart(file) } as never));

  /** Sends until there is an answer: the same content under the same key, also after the page was opened anew. */
  async send(values: Values, consent: string | null, trap: string): Promise<void> {
    await pause(Math.max(0, this.began + (this.form.least_s ?? 0) * 1000 - Date.now()));
    const given = new URLSearchParams(location.search);
    const parameters = Object.fromEntries((this.form.parameters ?? []).flatMap((name) => (given.has(name) ? [[name, given.get(name) ?? '']] : [])));
    const body = { values, parameters, consent, ticket: this.ticket, website: trap };
    const once = this.keyFor(JSON.stringify({ values, parameters }));
    for (let turn = 0; ; turn += 1) {
      try {
        await answer(client.POST('/api/v1/public/{token}/answers', { params: { path: { token: this.token }, header: { 'Idempotency-Key': once } }, body }));
        return this.over();
      } catch (error) {
        const wait = waits_ms[turn];
        if (!(error instanceof Unreachable) || wait === undefined) throw error;
        this.tellWaiting(true);
        await later(wait);
      } finally {
        this.tellWaiting(false);
      }
    }
  }

  private keyFor(content: string): string {
    const [key, of] = (kept(`${this.place}/sending`) ?? '').split('\n', 2);
    if (key && of === content) return key;
    const fresh = newIdempotencyKey();
    keep(`${this.place}/sending`, `${fresh}\n${content}`);
    return fresh;
  }

  private over() {
    keep(`${this.place}/sending`, null);
    keep(`${this.place}/ticket`, null);
    this.ticket = this.form.ticket ?? '';
  }
}

/** Where what belongs to a link is kept on this device. */
export function placeOf(token: string): string {
  return `loomwork.public:${token.slice(-16)}`;
}

export function openForm(token: string): Promise<PublicForm> {
  return answer(client.GET('/api/v1/public/{token}', { params: { path: { token } } }));
}

// A device that keeps nothing (private mode, a frame without storage) only forgets more.
function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // As above.
  }
}
