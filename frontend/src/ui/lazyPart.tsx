/** A component whose code comes when it is first shown. Where it does not come, its place says so and offers to try again. */
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { Button } from './Button/Button';

interface Places {
  /** Stands there until the code is here. */
  waiting?: ReactNode;
  /** Stands there when it did not come. */
  failed?: (retry: () => void) => ReactNode;
}

export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>, { waiting, failed }: Places = {}): ComponentType<Props> {
  let found: ComponentType<Props> | null = null;

  return function LazyPart(props: Props) {
    const [state, setState] = useState<'waiting' | 'failed' | 'here'>(found ? 'here' : 'waiting');
    useEffect(() => {
      if (state !== 'waiting') return undefined;
      let left = false;
      load().then(
        (part) => {
          found = part;
          if (!left) setState('here');
        },
        () => {
          if (!left) setState('failed');
        },
      );
      return () => {
        left = true;
      };
    }, [state]);
    useEffect(() => {
      if (state !== 'failed') return undefined;
      const retry = () => setState('waiting');
      window.addEventListener('online', retry);
      return () => window.removeEventListener('online', retry);
    }, [state]);

    const Part = found;
    if (Part) return <Part {...props} />;
    if (state === 'failed') return (failed ?? ((retry) => <NotLoaded onRetry={retry} />))(() => setState('waiting'));
    return waiting ?? <Loading />;
  };
}

function Loading() {
  const { t } = useTranslation();
  return <output>{t('states.loading.title')}</output>;
}

function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <p>{t('states.part.words')}</p>
      <Button size="small" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </div>
  );
}
