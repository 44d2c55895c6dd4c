/** Sends a sample the whole way in and shows the record it would make, or what is wrong; nothing is kept. */
import { useState } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { useIntakeActs, type IntakeShown, type IntakeTest } from '../api/intakes';
import { Button } from '../ui/Button/Button';
import { Dialog } from '../ui/Dialog/Dialog';
import { Banner } from '../ui/States/States';
import { BodyText, parsed, written } from './BodyText';
import { Problem } from './Problem';
import styles from './intakes.module.css';

export function TestDialog({ app, intake, onClose }: { app: string; intake: IntakeShown; onClose: () => void }) {
  const { t } = useTranslation();
  const { test } = useIntakeActs(app, intake.key);
  const [text, setText] = useState(written(intake.sample));
  const body = parsed(text);
  return (
    <Dialog
      wide
      title={t('intakes.testTitle', { title: intake.title })}
      subtitle={t('intakes.testWords')}
      onClose={onClose}
      locked={test.isPending}
      foot={
        <>
          <span className={styles.grow} />
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button variant="solid" icon="bolt" disabled={body === undefined} busy={test.isPending} onClick={() => test.mutate(body)}>
            {t('intakes.test')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <BodyText id="test-body" label={t('intakes.body')} text={text} onChange={setText} />
        {test.isError && <Banner tone="bad" title={test.error.message} />}
        {test.data && <Result told={test.data} />}
      </div>
    </Dialog>
  );
}

function Result({ told }: { told: IntakeTest }) {
  const { t } = useTranslation();
  return (
    <section className={styles.result} aria-live="polite">
      {told.proved === false && <Banner tone="bad" title={t('intakes.notProved')} />}
      {!told.ready && <Banner tone="info" icon="help" title={t('intakes.notReady')} />}
      {told.made ? (
        <>
          <Banner tone="info" icon="check" title={t('intakes.wouldMake')} />
          {told.values.length > 0 && (
            <dl className={styles.values}>
              {told.values.map((one) => (
                <div key={one.title}>
                  <dt>{one.title}</dt>
                  <dd>{one.shown}</dd>
                </div>
              ))}
            </dl>
          )}
        </>
      ) : (
        <Problem problem={told.problem} />
      )}
    </section>
  );
}
