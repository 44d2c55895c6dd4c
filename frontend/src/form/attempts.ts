/** One idempotency key per attempt to send: double taps and retries of the same content create one record. */
import { newIdempotencyKey } from '../api/client';

export class Attempts {
  private body = '';
  private key = '';

  /** The key for this content: the one of the last attempt while that attempt is unanswered and the content is the same. */
  keyFor(content: unknown): string {
    const body = JSON.stringify(content);
    if (!this.key || body !== this.body) {
      this.body = body;
      this.key = newIdempotencyKey();
    }
    return this.key;
  }

  /** The server has given a final answer; what is sent next is a new attempt. */
  answered(): void {
    this.key = '';
    this.body = '';
  }
}
