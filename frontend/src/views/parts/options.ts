/** The options of a stage or choice, in their order; the closed ones are for values that stay where they are. */
import type { FieldInfo } from '../../api/types';
import { named, open, type Named, type OptionSetting } from '../../fields/parts/options';

const settingsOf = (field: FieldInfo) => (field.settings.stages ?? field.settings.options ?? []) as OptionSetting[];

export function optionsOf(field: FieldInfo): (Named & { closed: boolean })[] {
  const offered = new Set(open(settingsOf(field)).map(({ key }) => key));
  return named(settingsOf(field)).map((option) => ({ ...option, closed: !offered.has(option.key) }));
}
