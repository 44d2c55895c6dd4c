/** A page about one workflow of an app, for who keeps workflows running: the app's panel, and a sheet that names the workflow. */
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { AppInfo } from '../api/types';
import { useMay } from '../desk/session';
import { Sheet } from '../desk/Sheet';
import { ClosedState } from '../ui/States/States';
import { AppPanel } from './AppPanel';
import styles from './WorkflowSheet.module.css';

interface Props {
  app: AppInfo;
  title: string;
  children: (workflow: string) => ReactNode;
}

export function WorkflowSheet({ app, title, children }: Props) {
  const { workflow = '' } = useParams();
  const may = useMay();
  const named = app.workflows.find((one) => one.key === workflow)?.title ?? workflow;
  return (
    <>
      <AppPanel app={app} />
      <Sheet title={title} note={<span className={styles.note}>{named}</span>} scrolls>
        {may('workflows.manage') ? children(workflow) : <ClosedState />}
      </Sheet>
    </>
  );
}
