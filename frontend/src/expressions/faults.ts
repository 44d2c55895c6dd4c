/** Run-time errors: the value is empty, the code is noted for whoever asked. Codes as on the server. */
export type Fault = 'division_by_zero' | 'type_mismatch' | 'out_of_range' | 'unanswered' | 'not_unique';

let codes: Fault[] | null = null;

/** Notes `code`; null is the value of an expression that went wrong. */
export function fault(code: Fault): null {
  codes?.push(code);
  return null;
}

/** What `run` gives, and the codes of the faults met on the way. */
export function noted<T>(run: () => T): { value: T; codes: Fault[] } {
  const outer = codes;
  const found: Fault[] = [];
  codes = found;
  try {
    return { value: run(), codes: found };
  } finally {
    codes = outer;
  }
}
