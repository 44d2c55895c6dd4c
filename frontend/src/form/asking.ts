/** Asks the server about values that are still being typed: after a pause, only the latest answer counts, and no answer says nothing. */
import type { Schemas, Values } from '../api/types';

export type Verdict = Schemas['CheckVerdict'];
export type Ask = (values: Values, signal: AbortSignal) => Promise<Verdict>;

const pause_ms = 400;

export class Asking {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | null = null;

  constructor(
    private readonly ask: Ask,
    private readonly told: (verdict: Verdict, asked: Values) => void,
  ) {}

  /** `values` are taken when the pause is over. */
  soon(values: () => { sent: Values; whole: Values }): void {
    this.stop();
    this.timer = setTimeout(() => void this.now(values()), pause_ms);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.running?.abort();
    this.running = null;
  }

  private async now({ sent, whole }: { sent: Values; whole: Values }): Promise<void> {
    const running = new AbortController();
    this.running = running;
    try {
      const verdict = await this.ask(sent, running.signal);
      if (this.running === running) this.told(verdict, whole);
    } catch {
      // Away, refused or overtaken: the server judges in any case when the form is sent.
    }
  }
}
