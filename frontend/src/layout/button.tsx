/** Button: one declared act. It is absent where the act cannot be done, so none is ever dead. */
import { defineLayout, type Deed } from '../lib/defineLayout';
import { Button } from '../ui/Button/Button';
import { Loose } from './parts/Loose';
import styles from './parts/layout.module.css';

interface Settings {
  button: string;
  do: Deed;
}

export default defineLayout<Settings>({
  key: 'button',
  shown: (settings, form) => form.deed(settings.do) !== null,
  Item: ({ settings, form }) => {
    const deed = form.deed(settings.do);
    return (
      <Loose device={form.device}>
        <div className={styles.button}>
          <Button size={form.device === 'phone' ? 'large' : 'default'} iconAfter={'open' in settings.do ? 'external' : undefined} onClick={() => deed?.()}>
            {settings.button}
          </Button>
        </div>
      </Loose>
    );
  },
});
