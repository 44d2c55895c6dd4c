/** Shortcuts: ways to what one does often. */
import { useTranslation } from '../i18n/useTranslation';
import { Link } from 'react-router';
import { defineBlock, type BlockProps } from '../lib/defineBlock';
import { Icon, type IconName } from '../ui/Icon/Icon';
import styles from './parts/parts.module.css';

interface Way {
  way: 'new' | 'list' | 'view' | 'metric';
  app: string;
  form: string | null;
  key: string;
  title: string;
}

export default defineBlock<{ items: Way[] }>({ key: 'shortcuts', Block: Shortcuts });

const icons: Record<Way['way'], IconName> = { new: 'plus', list: 'table', view: 'eye', metric: 'chart' };

function Shortcuts({ answer }: BlockProps<{ items: Way[] }>) {
  const { t } = useTranslation();
  if (answer.items.length === 0) return <p className={styles.empty}>{t('pages.noWays')}</p>;
  return (
    <p className={styles.ways}>
      {answer.items.map((way) => (
        <Link key={`${way.way} ${way.app}.${way.key}`} className={styles.wayTo} to={address(way)}>
          <Icon name={icons[way.way]} />
          {way.way === 'new' ? t('pages.newOne', { form: way.title }) : way.title}
        </Link>
      ))}
    </p>
  );
}

function address({ way, app, form, key }: Way): string {
  const name = form?.split('.').at(-1) ?? key;
  const owner = form?.includes('.') ? form.slice(0, form.indexOf('.')) : app;
  if (way === 'metric') return `/apps/${app}/-/metrics/${key}`;
  if (way === 'view') return `/apps/${owner}/${name}?view=${owner === app ? key : `${app}.${key}`}`;
  return `/apps/${app}/${name}${way === 'new' ? '/new' : ''}`;
}
