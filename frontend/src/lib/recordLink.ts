/** How a page leads to another record: the desk and the phone by their router. Where nothing is given, as on a public form, which has none, a title leads nowhere. */
import { createContext, type MouseEventHandler, type ReactNode } from 'react';

interface Props {
  to: string;
  className?: string;
  onClick?: MouseEventHandler;
  children: ReactNode;
}

export const RecordLink = createContext<((props: Props) => ReactNode) | null>(null);
