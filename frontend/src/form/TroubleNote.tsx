/** Why nothing was saved: what happened, where the input is, what to do next. */
import { useTranslation } from '../i18n/useTranslation';
import { timeOf } from '../lib/time';
import { Button } from '../ui/Button/Button';
import { Banner } from '../ui/States/States';
import type { Trouble } from './state';

interface Props {
  trouble: Trouble | null;
  keptAt: string | null;
  onRetry: () => void;
  onConfirm: () => void;
}

export function TroubleNote({ trouble, keptAt, onRetry, onConfirm }: Props) {
  const { t } = useTranslation();
  if (!trouble) return null;
  const kept = keptAt ? t('form.trouble.kept', { time: timeOf(keptAt) }) : t('form.trouble.stays');
  if (trouble.kind === 'gone') {
    return (
      <Banner tone="bad" title={t('form.trouble.gone')}>
        {t('form.trouble.goneWords')} {kept}
      </Banner>
    );
  }
  if (trouble.kind === 'warned') {
    return (
      <Banner
        tone="warning"
        title={t('form.warned.title', { count: trouble.sentences.length })}
        actions={
          <Button size="small" onClick={onConfirm}>
            {t('form.warned.confirm')}
          </Button>
        }
      >
        {trouble.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Banner>
    );
  }
  if (trouble.kind === 'signedOut') {
    return (
      <Banner
        tone="bad"
        title={t('form.trouble.signedOut')}
        actions={
          <Button size="small" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        }
      >
        {kept}
      </Banner>
    );
  }
  if (trouble.kind === 'unreachable') {
    const offline = navigator.onLine === false;
    return (
      <Banner
        tone={offline ? 'plain' : 'bad'}
        icon={offline ? 'wifi' : 'warn'}
        title={t(offline ? 'form.trouble.offline' : 'form.trouble.unreachable')}
        actions={
          <Button size="small" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        }
      >
        {kept} {t('form.trouble.retry')}
      </Banner>
    );
  }
  const sentences = trouble.others.length ? trouble.others : [trouble.sentence];
  return (
    <Banner tone="bad" title={t('form.trouble.refused')}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Banner>
  );
}
