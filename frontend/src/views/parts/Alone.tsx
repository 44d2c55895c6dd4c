/** A view on a page that is not the desk's, such as the phone's: it brings its words, its notes and its way to open a record. */
import type { Session } from '../../api/types';
import type { ViewInfo } from '../../api/views';
import { SessionContext } from '../../desk/session';
import { ToastHost } from '../../desk/toasts';
import { take } from '../../i18n/words';
import type { ViewProps } from '../../lib/defineView';
// The phone has it already; without it what both use would be cut into many small files.
import '../../form/RecordForm';
import { recordViews } from '../../lib/views';
import { OpenElsewhere } from './ViewFrame';
import styles from './parts.module.css';

take(import.meta.glob('../../i18n/*/{views,table,tree,timeline,gantt,map,journey,operators,cells,records,history,units,charts,metrics,regionMap}.json', { eager: true, import: 'default' }));

interface Props extends Omit<ViewProps, 'view'> {
  session: Session;
  view: ViewInfo;
  onOpen: (id: string) => void;
}

export function Alone({ session, app, form, view, onOpen }: Props) {
  const View = recordViews.get(view.type)?.View;
  return (
    <SessionContext value={session}>
      <OpenElsewhere value={onOpen}>
        <div className={styles.alone}>{View && <View key={view.key} app={app} form={form} view={view} />}</div>
      </OpenElsewhere>
      <ToastHost />
    </SessionContext>
  );
}
