/** A decision as lines of text, to be sent to somebody who asks. */
import type { TFunction } from '../../i18n/words';
import type { Decision } from '../../api/types';
import { listed } from '../../lib/listed';
import { shortMoment } from '../../lib/time';
import { scaleOf, score, weightText } from './figures';

export function explanation(decision: Decision, now: number, t: TFunction): string {
  const scale = scaleOf(decision);
  const chosen = decision.candidates.filter((one) => one.chosen).map((one) => one.person);
  const lines = [
    chosen.length > 0 ? t('reasons.why', { person: listed(chosen) }) : t('reasons.whyNobody'),
    [decision.cause ?? decision.rule, ...decision.because.map((one) => `${one.title} ${one.text}`)].join(' · '),
  ];
  if (decision.number) lines.push(t('reasons.number', { number: decision.number }));
  if (decision.by) lines.push(t('reasons.overriddenBy', { person: decision.by, reason: decision.reason ?? '' }));
  if (decision.terms.length > 0) lines.push(listed(decision.terms.map((one) => `${one.title} ${weightText(one.weight)}`)));
  for (const one of decision.candidates) {
    if (one.parts.length > 0) lines.push(`${one.place ?? ''} ${one.person} ${score(Number(one.score) * scale)}${one.chosen ? ` ${t('reasons.chosen')}` : ''}: ${listed(one.parts.map((part) => `${part.title} ${score(Number(part.score) * scale)}`))}`);
  }
  for (const one of decision.excluded) lines.push(`${one.person}: ${one.reason}${one.until ? ` (${t('reasons.until', { moment: shortMoment(one.until, now) })})` : ''}`);
  return lines.join('\n');
}
