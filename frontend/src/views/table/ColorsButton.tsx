/** Colours of rows by rule: what is filtered for now becomes a rule with a name and a hue, so that a rule is said as a filter is. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { FormInfo } from '../../api/types';
import { useUrlState } from '../../apps/urlState';
import { Button } from '../../ui/Button/Button';
import { Dialog } from '../../ui/Dialog/Dialog';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Tag } from '../../ui/Tag/Tag';
import { TextInput } from '../../ui/TextInput/TextInput';
import { classes } from '../../ui/classes';
import { FilterPanel } from './FilterPanel';
import { treeOf, type Conditions } from './filter';
import { none, type ColorRule, type TableState } from './state';
import styles from './table.module.css';

const hues = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const mostRules = 20;

export function ColorsButton({ app, form, state, conditions }: { app: string; form: FormInfo; state: TableState; conditions: Conditions }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="quiet" icon="target" pressed={state.colors.length > 0} aria-haspopup="dialog" onClick={() => setOpen(true)} className={styles.density}>
        {state.colors.length > 0 ? t('cells.colorCount', { count: state.colors.length }) : t('cells.colors')}
      </Button>
      {open && <ColorsDialog app={app} form={form} rules={state.colors} conditions={conditions} onClose={() => setOpen(false)} />}
    </>
  );
}

function ColorsDialog({ app, form, rules, conditions, onClose }: { app: string; form: FormInfo; rules: ColorRule[]; conditions: Conditions; onClose: () => void }) {
  const { t } = useTranslation();
  const [, setUrl] = useUrlState();
  const [when, setWhen] = useState<Conditions>(conditions);
  const [hue, setHue] = useState((rules.length % hues.length) + 1);
  const [title, setTitle] = useState('');
  const put = (next: ColorRule[]) => setUrl({ colors: next.length > 0 ? JSON.stringify(next) : none });
  const add = () => {
    put([...rules, { when: treeOf(when), hue, title: title.trim() }]);
    setTitle('');
  };
  const ready = title.trim() !== '' && when.list.length > 0 && rules.length < mostRules;
  return (
    <Dialog
      title={t('cells.colors')}
      subtitle={t('cells.colorsWords')}
      onClose={onClose}
      wide
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button variant="solid" disabled={!ready} onClick={add}>
            {t('cells.addColor')}
          </Button>
        </>
      }
    >
      {rules.length > 0 && (
        <ul className={styles.rules}>
          {rules.map((rule, place) => (
            <li key={rule.title}>
              <Tag hue={rule.hue}>{rule.title}</Tag>
              <span className={styles.grow} />
              {place > 0 && <Button size="small" variant="quiet" icon="up" label={t('cells.colorUp', { title: rule.title })} onClick={() => put([...rules.slice(0, place - 1), rule, ...rules.slice(place - 1, place), ...rules.slice(place + 1)])} />}
              <Button size="small" variant="quiet" icon="close" label={t('cells.dropColor', { title: rule.title })} onClick={() => put(rules.filter((one) => one !== rule))} />
            </li>
          ))}
        </ul>
      )}
      <FilterPanel app={app} form={form} conditions={when} onChange={setWhen} />
      <div className={styles.newRule}>
        <FieldFrame id="color-title" label={t('cells.colorTitle')} required>
          <TextInput id="color-title" value={title} maxLength={60} onChange={setTitle} onEnter={() => ready && add()} />
        </FieldFrame>
        <fieldset className={styles.hues}>
          <legend>{t('cells.hue')}</legend>
          {hues.map((one) => (
            <button key={one} type="button" aria-pressed={one === hue} aria-label={t('cells.hueNumber', { number: one })} className={classes(styles.hue, one === hue && styles.hueChosen)} style={{ background: `var(--lw-hue-bg-${one})`, color: `var(--lw-hue-ink-${one})` }} onClick={() => setHue(one)}>
              {one}
            </button>
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}
