/** Which records a view or list shows: conditions as lists filter by them, or a formula. What neither says stays as it is written. */
import { ConditionRows } from '../../conditions/ConditionRows';
import { FormulaText } from '../../conditions/FormulaText';
import { readFilter, writeFilter } from '../../conditions/filter';
import { useAround } from '../panel';
import { isObject } from '../schema';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';

export function FilterMember(props: MemberProps) {
  const { app, subjects } = useAround();
  const scope = { app, form: subjects.record };
  const { value, onChange, pointer, title } = props;
  if (subjects.record !== undefined && isObject(value) && 'formula' in value && Object.keys(value).length === 1) {
    return <FormulaText label={title} pointer={`${pointer}/formula`} scope={scope} value={value.formula} onChange={(formula) => onChange(formula === undefined ? undefined : { formula })} />;
  }
  const read = readFilter(props.value);
  if (!read) return <RawMember {...props} />;
  return <ConditionRows plain scope={scope} label={props.title} conditions={read} onChange={(next) => props.onChange(writeFilter(next))} />;
}
