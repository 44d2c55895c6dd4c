/** A condition or formula: rows where they can say it, else text as in Excel; where no editor knows the names it is edited as the tree that documents keep. */
import { useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { Button } from '../../../ui/Button/Button';
import { useUnread } from '../../draft/unread';
import { ConditionRows } from '../../conditions/ConditionRows';
import { FormulaText } from '../../conditions/FormulaText';
import { readConditions, writeConditions } from '../../conditions/model';
import { scopeOf } from '../../conditions/scope';
import styles from '../../conditions/conditions.module.css';
import { useAround } from '../panel';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';

/** Members that are questions with yes or no; others are worth anything. */
const asking = new Set(['when', 'where', 'assert', 'narrow']);

export function ExpressionMember(props: MemberProps) {
  const { t } = useTranslation();
  const around = useAround();
  const { unreadAt } = around;
  const left = useUnread((store) => store.texts[unreadAt(props.pointer)] !== undefined);
  const drop = useUnread((store) => store.put);
  const { schema, value, onChange, pointer, title } = props;
  const name = pointer.split('/').at(-1) ?? '';
  const rows = asking.has(name) ? readConditions(value) : null;
  const [asText, setAsText] = useState(rows === null || left);
  const scope = scopeOf(around, schema);
  if (!scope) return <RawMember {...props} />;
  if (rows && !asText) {
    return (
      <>
        <ConditionRows label={title} scope={scope} conditions={rows} onChange={(next) => onChange(writeConditions(next) ?? (value === true ? true : undefined))} />
        <div className={styles.turn}>
          <Button variant="quiet" size="small" icon="fx" onClick={() => setAsText(true)}>
            {t('designer.conditions.asFormula')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <FormulaText label={title} pointer={pointer} scope={scope} value={value} onChange={onChange} />
      {rows && (
        <div className={styles.turn}>
          <Button variant="quiet" size="small" icon="list" onClick={() => (setAsText(false), drop(unreadAt(pointer), null))}>
            {t('designer.conditions.asRows')}
          </Button>
        </div>
      )}
    </>
  );
}
