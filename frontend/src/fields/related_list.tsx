/** Related list: the records that refer to this one, filled in place. It has no value; the list asks by itself. */
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { defineField, type CellProps, type InputProps } from '../lib/defineField';
import { Missing } from './parts/Missing';
import type { RelatedSettings } from './parts/related/RelatedGrid';
import styles from './parts/parts.module.css';

const RelatedGrid = lazy(async () => ({ default: (await import('./parts/related/RelatedGrid')).RelatedGrid }));

function List({ settings, field, app, record }: CellProps<null, RelatedSettings>) {
  const { t } = useTranslation();
  if (!record || !app) return <Missing />;
  return (
    <Suspense fallback={<output>{t('states.loading.title')}</output>}>
      <RelatedGrid settings={settings} title={field.title} app={app} record={record} />
    </Suspense>
  );
}

function Later({ id }: InputProps<null, RelatedSettings>) {
  const { t } = useTranslation();
  return (
    <output id={id} className={styles.computed}>
      {t('lines.related.later')}
    </output>
  );
}

export default defineField<null, RelatedSettings>({
  key: 'related_list',
  icon: 'list',
  width: 100,
  wide: true,
  sheet: true,
  live: true,
  group: true,
  phoneGroup: true,
  Input: Later,
  Cell: () => <Missing />,
  Display: List,
  text: () => '',
});
