/** A formula that may be spread over all that are compared, from 0 for the least to 1 for the most. */
import { useTranslation } from '../../../i18n/useTranslation';
import { Checkbox } from '../../../ui/Checkbox/Checkbox';
import { isObject } from '../schema';
import type { MemberProps } from '../Member';
import { ExpressionMember } from './Expression';

export function SpreadMember(props: MemberProps) {
  const { t } = useTranslation();
  const { value, onChange, pointer } = props;
  const spread = isObject(value) && 'normalise' in value;
  const tree = spread ? value.normalise : value;
  const write = (next: unknown, spreads: boolean) => onChange(spreads ? { normalise: next ?? 0 } : next);
  return (
    <>
      <ExpressionMember key={String(spread)} {...props} value={tree} pointer={spread ? `${pointer}/normalise` : pointer} onChange={(next) => write(next, spread)} />
      <Checkbox checked={spread} onChange={(on) => write(tree, on)}>
        {t('designer.spread')}
      </Checkbox>
    </>
  );
}
