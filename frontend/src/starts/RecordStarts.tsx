/** What one may start on a record, as buttons below its title. */
import { useState } from 'react';
import type { StartOffer } from '../api/types';
import { Button } from '../ui/Button/Button';
import { StartDialog } from './StartDialog';
import './words';
import styles from './Starts.module.css';

export function RecordStarts({ offers, record }: { offers: StartOffer[]; record: string }) {
  const [chosen, setChosen] = useState<StartOffer | null>(null);
  return (
    <div className={styles.buttons}>
      {offers.map((one) => (
        <Button key={`${one.app}.${one.workflow}`} size="large" icon="flow" onClick={() => setChosen(one)}>
          {one.title}
        </Button>
      ))}
      {chosen && <StartDialog offer={chosen} record={record} onClose={() => setChosen(null)} />}
    </div>
  );
}
