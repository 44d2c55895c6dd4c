/** What was chosen on the page, as the server is told it. */
import type { RehearsalReply, RehearsalStep } from '../api/rehearsals';

/** How much time passes at most. */
export const spans = ['P1D', 'P7D', 'P30D', 'P90D', 'P366D'] as const;
/** When somebody answers. */
export const delays = ['PT0S', 'PT15M', 'PT1H', 'PT4H', 'P1D', 'P3D'] as const;

export interface Choice {
  act: string | null;
  after: string;
  /** Of another system's answer, as typed. */
  body?: string;
}

/** By step; a step that is absent answers as everybody does. */
export type Chosen = Record<string, Choice>;

export function repliesOf(steps: readonly RehearsalStep[], chosen: Chosen): RehearsalReply[] {
  return steps.flatMap((step): RehearsalReply[] => {
    const one = chosen[step.node];
    if (!one?.act) return [];
    const reply = { node: step.node, after: one.after };
    if (!step.calls) return [{ ...reply, act: one.act as RehearsalReply['act'] }];
    return [{ ...reply, status: Number(one.act), body: bodyOf(one.body ?? '') }];
  });
}

/** JSON where it is some, else the text itself. */
function bodyOf(text: string): unknown {
  if (!text.trim()) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export function inputsOf(question: { inputs: readonly { key: string; type: string }[] }, typed: Record<string, string>): Record<string, unknown> {
  const given = question.inputs.filter((one) => typed[one.key]?.trim());
  return Object.fromEntries(given.map(({ key, type }) => [key, valueOf(type, typed[key]?.trim() ?? '')]));
}

function valueOf(type: string, text: string): unknown {
  if (type === 'integer') return Number(text);
  if (type === 'boolean') return ['true', '1', '是', 'yes'].includes(text.toLowerCase());
  if (type === 'list') return text.split(/[,，、]/).map((one) => one.trim());
  return text;
}
