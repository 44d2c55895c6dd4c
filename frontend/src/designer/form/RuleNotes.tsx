/** What is odd about the rules of a form, in words. */
import { useTranslation } from '../../i18n/useTranslation';
import type { Doc } from '../../api/drafts';
import { localized } from '../../lib/localized';
import { Banner } from '../../ui/States/States';
import { ruleProblems } from '../conditions/problems';
import { fieldsIn } from './arrangement';

export function RuleNotes({ document }: { document: Doc }) {
  const { t } = useTranslation();
  const found = ruleProblems(Array.isArray(document.rules) ? (document.rules as unknown[]) : []);
  const titleOf = (key: string) => localized(fieldsIn(document).find((field) => field.key === key)?.title) || key;
  return found.map((one) => (
    <Banner
      key={`${one.kind}/${one.at}/${one.other ?? ''}/${one.field}`}
      tone="warning"
      title={one.kind === 'never' ? t('designer.ruleNever', { number: one.at + 1, field: titleOf(one.field) }) : t('designer.ruleConflict', { number: one.at + 1, other: (one.other ?? one.at) + 1, field: titleOf(one.field) })}
    />
  ));
}
