/** Whether an error says that the form was shut meanwhile. */
import { Problem, isGone } from '../lib/problems';

export function isShut(error: unknown): boolean {
  return isGone(error) || (error instanceof Problem && error.code === 'intake.not_open');
}
