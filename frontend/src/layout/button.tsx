/** Button: one declared act. It is absent where the act cannot be done, so none is ever dead. */
import { defineLayout, type Deed } from '../lib/defineLayout';
import { Button } from '../ui/Button/Button';
import { lazyPart } from '../ui/lazyPart';
import { Loose } from './parts/Loose';
import styles from './parts/layout.module.css';

interface Settings {
  button: string;
  do: Deed;
  /** Said before a workflow is started. */
  confirm?: string | null;
}

const Start = lazyPart(async () => (await import('../starts/StartButton')).StartButton, { waiting: <></> });

export default defineLayout<Settings>({
  key: 'button',
  fresh: { button: { 'zh-CN': '按钮', en: 'Button' }, do: { open: 'https://example.com' } },
  palette: ['bolt', 5],
  // A workflow is started on a record that stands as it was saved.
  shown: (settings, form) => ('start' in settings.do ? form.reading !== undefined : form.deed(settings.do) !== null),
  Item: ({ settings, form }) => {
    const deed = form.deed(settings.do);
    const size = form.device === 'phone' ? 'large' : 'default';
    if (typeof settings.do.start === 'string') return form.reading ? <Start of={form.reading.of} workflow={settings.do.start} title={settings.button} words={settings.confirm ?? undefined} device={form.device} /> : null;
    return (
      <Loose device={form.device}>
        <div className={styles.button}>
          <Button size={size} iconAfter={'open' in settings.do ? 'external' : undefined} onClick={() => deed?.()}>
            {settings.button}
          </Button>
        </div>
      </Loose>
    );
  },
});
