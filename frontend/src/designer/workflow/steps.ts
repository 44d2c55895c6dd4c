/** The types of steps there are, with their words and settings, from the schema of workflows. */
import { useMemo } from 'react';
import { useKindSchema } from '../../api/drafts';
import { currentLocale } from '../../i18n/i18n';
import { localized } from '../../lib/localized';
import { nodeViews } from '../../lib/nodes';
import type { IconName } from '../../ui/Icon/Icon';
import { descriptionOf, resolved, type Schema } from '../settings/schema';
import type { Step } from './graph';

export interface StepType {
  key: string;
  title: string;
  description: string;
  icon: IconName;
  family: 'people' | 'rule' | 'platform';
  settings: Schema;
}

export function useStepTypes(): StepType[] {
  const schema = useKindSchema('workflow').data as Schema | undefined;
  const locale = currentLocale();
  return useMemo(() => (schema ? typesIn(schema, locale) : []), [schema, locale]);
}

function typesIn(schema: Schema, locale: string): StepType[] {
  return (schema.properties?.nodes?.items?.allOf ?? []).flatMap((one) => {
    const key = one.if?.properties?.type?.const;
    const settings = one.then?.properties?.settings;
    if (typeof key !== 'string' || !settings) return [];
    const view = nodeViews.get(key);
    return [{ key, title: localized(settings['x-label'], locale) || key, description: descriptionOf(settings, locale), icon: view?.icon ?? 'flow', family: view?.family ?? 'platform', settings }];
  });
}

/** Everything a step may say besides its settings: its deadlines, how often it may be come to. */
export function stepSchema(schema: Schema | undefined, step: Step): Schema {
  return resolved(schema?.properties?.nodes?.items ?? {}, step);
}

/** What a new step says until somebody says more. */
export function newStep(type: StepType, key: string): Step {
  const settings = starters[type.key];
  return { key, type: type.key, title: (type.settings['x-label'] as Step['title'] | undefined) ?? type.title, ...(settings && { settings }) };
}

const starters: Record<string, Record<string, unknown>> = {
  task: { assignee: 'initiator' },
  approval: { approvers: { manager_of: 'initiator' } },
  message: { to: 'initiator' },
  question: { to: 'initiator' },
  condition: { branches: [{ key: 'fits', title: { 'zh-CN': '符合条件', en: 'Fits' }, when: true }] },
  wait: { for: 'P1D' },
  create_record: { values: {} },
  update_record: { values: {} },
};
