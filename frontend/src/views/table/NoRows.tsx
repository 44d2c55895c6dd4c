/** No rows: either nothing was ever entered, or the filter lets nothing through and says what to drop. */
import { useTranslation } from '../../i18n/useTranslation';
import { useNavigate } from 'react-router';
import type { FormInfo } from '../../api/types';
import { useUrlState } from '../../apps/urlState';
import { fieldView } from '../../lib/fields';
import { Button } from '../../ui/Button/Button';
import { EmptyState, NoMatchState } from '../../ui/States/States';
import type { Conditions } from './filter';

export function NoRows({ app, form, filtered, conditions }: { app: string; form: FormInfo; filtered: boolean; conditions: Conditions }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  if (!filtered) {
    return (
      <EmptyState
        title={t('records.none', { form: form.title })}
        actions={
          <>
            {form.may.create && (
              <Button variant="solid" icon="plus" onClick={() => void navigate(`/apps/${app}/${form.key}/new`)}>
                {t('records.newOne', { form: form.title })}
              </Button>
            )}
            {form.may.import && (
              <Button icon="download" onClick={() => void navigate(`/apps/${app}/${form.key}/import`)}>
                {t('records.importFile')}
              </Button>
            )}
          </>
        }
      >
        {form.may.create ? t('records.noneMay') : t('records.noneWait')}
      </EmptyState>
    );
  }
  const search = url.get('search');
  const names = conditions.list.map((one) => sentence(form, one, t));
  if (search) names.unshift(t('table.searchFor', { text: search }));
  return (
    <NoMatchState
      title={t('table.noMatch', { form: form.title })}
      actions={
        <>
          {search && <Button onClick={() => setUrl({ search: null })}>{t('table.dropSearch')}</Button>}
          {conditions.list.length > 0 && <Button variant={search ? 'quiet' : 'line'} onClick={() => setUrl({ filter: null })}>{t('table.clearFilter')}</Button>}
        </>
      }
    >
      {t('table.dropOne', { conditions: names.map((name) => t('table.quoted', { name })).join(' ') })}
    </NoMatchState>
  );
}

function sentence(form: FormInfo, one: Conditions['list'][number], t: (key: string, options?: { defaultValue: string }) => string): string {
  const field = form.fields.find((candidate) => candidate.key === one.field);
  const value = Array.isArray(one.value) ? one.value[0] : one.value;
  const words = field && value !== undefined ? (fieldView(field.type)?.text?.(value, field.settings) ?? String(value)) : '';
  return [field?.title, t(`operators.${one.operator}`, { defaultValue: one.operator }), words].filter(Boolean).join(' ');
}
