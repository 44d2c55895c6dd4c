/** Who may do what: forms down, verbs across; for each form which records and, field by field, what is seen and written. */
import { useId, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useTranslation } from '../../i18n/useTranslation';
import { useKindSchema } from '../../api/drafts';
import { localized, type Localized } from '../../lib/localized';
import { Checkbox } from '../../ui/Checkbox/Checkbox';
import { Icon } from '../../ui/Icon/Icon';
import { Select } from '../../ui/Select/Select';
import { EmptyState } from '../../ui/States/States';
import type { DesignerProps } from '../kinds';
import { Kept, useReadOnly } from '../readOnly';
import { Member } from '../settings/Member';
import { AroundContext, fieldsOf, useAround } from '../settings/panel';
import { put } from '../settings/put';
import type { Schema } from '../settings/schema';
import frame from '../designer.module.css';
import { fieldRights, grantsIn, rightOf, verbs, withFieldRight, withRows, withVerb, type FieldRight } from './rights';
import styles from './role.module.css';

export function RoleDesigner({ app, document, onChange }: DesignerProps) {
  const { t } = useTranslation();
  const around = useAround();
  const schema = useKindSchema('role').data as Schema | undefined;
  const [open, setOpen] = useState<string | null>(null);
  const own = around.contents.filter((one) => one.kind === 'form').map((one) => ({ key: one.key, title: localized(one.document.title as Localized) || one.key }));
  // Forms of other apps that the role already names.
  const others = Object.keys(grantsIn(document)).filter((key) => !own.some((one) => one.key === key));
  const forms = [...own, ...others.map((key) => ({ key, title: key }))];
  const members = schema?.properties ?? {};
  return (
    <div className={frame.middle}>
      <div className={frame.sheet}>
        {members.title && <Member name="title" schema={members.title} value={document.title} required pointer="/title" onChange={(title) => onChange(put(document, 'title', title))} />}
        <Link className={styles.seen} to={`/build/${app}/preview?role=${app}.${String(document.key)}`}>
          <Icon name="eye" /> {t('designer.roles.seen')}
        </Link>
        <section>
          <h2 className={styles.heading}>{t('designer.roles.forms')}</h2>
          {forms.length === 0 ? (
            <EmptyState title={t('designer.roles.noForms')} />
          ) : (
            <div className={styles.scrolls} tabIndex={0} role="region" aria-label={t('designer.roles.forms')}>
              <table className={styles.matrix}>
                <thead>
                  <tr>
                    <th scope="col">{t('designer.form')}</th>
                    {verbs.map((verb) => (
                      <th key={verb} scope="col">
                        {t(`designer.roles.verbs.${verb}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {forms.map((form) => (
                    <FormRows key={form.key} form={form} document={document} open={open === form.key} onOpen={() => setOpen(open === form.key ? null : form.key)} onChange={onChange} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
        {members.workspace && <Member name="workspace" schema={members.workspace} value={document.workspace} required={false} pointer="/workspace" onChange={(next) => onChange(put(document, 'workspace', next))} />}
      </div>
    </div>
  );
}

interface RowsProps extends Pick<DesignerProps, 'document' | 'onChange'> {
  form: { key: string; title: string };
  open: boolean;
  onOpen: () => void;
}

function FormRows({ form, document, open, onOpen, onChange }: RowsProps) {
  const { t } = useTranslation();
  const readOnly = useReadOnly();
  const id = useId();
  const grant = grantsIn(document)[form.key];
  return (
    <>
      <tr>
        <th scope="row">
          <button type="button" className={styles.open} aria-expanded={open} aria-controls={id} disabled={!grant} onClick={onOpen}>
            <Icon name={open ? 'down' : 'right'} size={14} />
            {form.title}
          </button>
        </th>
        {verbs.map((verb) => (
          <td key={verb}>
            <Checkbox disabled={readOnly} label={t('designer.roles.may', { verb: t(`designer.roles.verbs.${verb}`), form: form.title })} checked={grant?.verbs.includes(verb) ?? false} onChange={(on) => onChange(withVerb(document, form.key, verb, on))} />
          </td>
        ))}
      </tr>
      {open && grant && (
        <tr id={id}>
          <td colSpan={verbs.length + 1} className={styles.more}>
            <Limits form={form.key} document={document} onChange={onChange} />
          </td>
        </tr>
      )}
    </>
  );
}

const limited = ['read', 'change', 'delete'] as const;

/** Which records, and which fields. */
function Limits({ form, document, onChange }: Pick<DesignerProps, 'document' | 'onChange'> & { form: string }) {
  const { t } = useTranslation();
  const around = useAround();
  const inner = useMemo(() => ({ ...around, subjects: { record: form } }), [around, form]);
  const grant = grantsIn(document)[form];
  const fields = [{ key: '*', title: t('designer.roles.otherFields') }, ...fieldsOf(around, form).map((field) => ({ key: field.key, title: localized(field.title) || field.key }))];
  const rights = fieldRights.map((right) => ({ value: right, label: t(`designer.roles.rights.${right}`) }));
  return (
    <div className={styles.limits}>
      <AroundContext value={inner}>
        {limited
          .filter((verb) => grant?.verbs.includes(verb))
          .map((verb) => (
            <Member
              key={verb}
              name="where"
              schema={{ 'x-expression': true, 'x-title': t('designer.roles.which', { verb: t(`designer.roles.verbs.${verb}`) }) }}
              value={grant?.rows?.[verb]}
              required={false}
              pointer={`/forms/${form}/rows/where`}
              onChange={(tree) => onChange(withRows(document, form, verb, tree))}
            />
          ))}
      </AroundContext>
      <table className={styles.fields}>
        <caption>{t('designer.roles.fields')}</caption>
        <tbody>
          {fields.map((field) => (
            <tr key={field.key}>
              <th scope="row">{field.title}</th>
              <td>
                <Kept>
                  <Select size="small" label={field.title} value={rightOf(grant, field.key)} options={rights} onChange={(right) => onChange(withFieldRight(document, form, field.key, (right ?? 'write') as FieldRight))} />
                </Kept>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
