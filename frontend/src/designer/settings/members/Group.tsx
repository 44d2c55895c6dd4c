/** Members that belong together, folded while nothing is said in them. */
import { use, useState } from 'react';
import { Icon } from '../../../ui/Icon/Icon';
import { PanelContext } from '../panel';
import { isObject, type Value } from '../schema';
import type { MemberProps } from '../Member';
import styles from '../settings.module.css';

export function Group({ id, schema, value, onChange, pointer, title, required }: MemberProps) {
  const draw = use(PanelContext);
  const own: Value = isObject(value) ? value : {};
  const [open, setOpen] = useState(required || Object.keys(own).length > 0);
  return (
    <div className={styles.group}>
      <button type="button" className={styles.fold} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} size={14} />
        {title}
      </button>
      <div id={id} hidden={!open} className={styles.inner}>
        {open && draw({ schema, value: own, onChange, pointer })}
      </div>
    </div>
  );
}
