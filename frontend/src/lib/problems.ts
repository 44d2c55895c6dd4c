/** What the server refused, as one error class that pages and forms read. */
import type { ProblemDocument } from '../api/types';

export class Problem extends Error {
  readonly document: ProblemDocument;

  constructor(document: ProblemDocument) {
    super(document.detail ?? document.title);
    this.name = 'Problem';
    this.document = document;
  }

  get code(): string {
    return this.document.code;
  }

  get status(): number {
    return this.document.status;
  }

  /** Sentences by field key, from pointers such as "/values/budget". */
  get fieldErrors(): Record<string, string> {
    return this.errorsIn('values');
  }

  /** Sentences by key of what stands in a member of the body, from pointers such as "/inputs/why". */
  errorsIn(member: string): Record<string, string> {
    const found: Record<string, string> = {};
    for (const error of this.document.errors ?? []) {
      const [, within, key] = /^\/([^/]+)\/([^/]+)/.exec(error.pointer ?? '') ?? [];
      const sentence = error.detail ?? error.title;
      if (key && within === member && sentence) found[decodePointer(key)] ??= sentence;
    }
    return found;
  }

  /** Sentences within values of lines, by field and place: "/values/lines/3/price" is in "lines" under "3/price". */
  get partErrors(): Record<string, Record<string, string>> {
    const found: Record<string, Record<string, string>> = {};
    for (const error of this.document.errors ?? []) {
      const [, key, place] = /^\/values\/([^/]+)\/(.+)/.exec(error.pointer ?? '') ?? [];
      const sentence = error.detail ?? error.title;
      if (key && place && sentence) (found[decodePointer(key)] ??= {})[decodePointer(place)] ??= sentence;
    }
    return found;
  }

  /** Of warnings that wait to be confirmed: what they say, and the keys of their checks. */
  get warnings(): { sentences: string[]; checks: string[] } {
    const errors = this.document.errors ?? [];
    return { sentences: errors.map((error) => error.detail ?? ''), checks: errors.map((error) => error.check ?? '') };
  }

  /** Sentences that belong to no field. */
  get formErrors(): string[] {
    return (this.document.errors ?? [])
      .filter((error) => !error.pointer?.startsWith('/values/'))
      .map((error) => error.detail ?? error.title ?? '')
      .filter(Boolean);
  }
}

function decodePointer(part: string): string {
  return part.replace(/~1/g, '/').replace(/~0/g, '~');
}

/** No answer at all: the server or the network is away. */
export class Unreachable extends Error {
  readonly code = 'unreachable';
}

export function isGone(error: unknown): boolean {
  return error instanceof Problem && (error.status === 404 || error.status === 403);
}
