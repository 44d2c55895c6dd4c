/** What an expression gave, as the server would store it: numbers rounded to the places of their type, half away from zero, and empty
 * where they do not fit. Else a sum of rounded amounts here and there would differ by a cent. */
import { engine } from '../expressions/engine';
import { knownFields } from './knownFields';

const HALF_UP = 1;

export function fitted(type: string | undefined, settings: Record<string, unknown>, value: unknown): unknown {
  const view = type === undefined ? undefined : knownFields.get(type);
  const places = view?.places?.(settings);
  if (!view || places === undefined || !engine()?.isDecimal(value)) return value;
  const rounded = value.round(places, HALF_UP);
  return view.problem?.(rounded.toFixed(), settings) ? null : rounded;
}

/** The same of a formula, which has a type for its result. */
export function fittedResult(settings: { result?: unknown; result_settings?: unknown }, value: unknown): unknown {
  return fitted((settings.result as string | undefined) ?? 'text', (settings.result_settings ?? {}) as Record<string, unknown>, value);
}
