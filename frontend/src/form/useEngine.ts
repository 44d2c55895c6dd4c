/** Whether conditions can be judged: a page that has some fetches the interpreter, and goes without until it is here. */
import { useEffect, useState } from 'react';
import { engine, loadEngine } from '../expressions/engine';

export function useEngine(wanted: boolean): boolean {
  const [here, come] = useState(() => engine() !== null);
  useEffect(() => {
    if (wanted && !here) loadEngine().then(() => come(true), () => undefined);
  }, [wanted, here]);
  return here;
}
