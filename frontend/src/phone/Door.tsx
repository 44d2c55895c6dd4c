/** Who may come in: nobody signed in sees the sign-in page, others the pages. The pages that fill forms come first over the wire. */
import { Route, Routes } from 'react-router';
import { useLostSession, useSession } from '../api/session';
import { showIn } from '../lib/time';
import { lazyPage } from '../ui/lazyPage';
import { ErrorState, LoadingState } from '../ui/States/States';
import { EditRecordPage, NewRecordPage } from './FillPages';
import { loadPlaces } from './loadPlaces';
import { SignedIn } from './signedIn';

const SignInPage = lazyPage(async () => (await loadPlaces()).SignInPage);
const Places = lazyPage(async () => (await loadPlaces()).Places);
const TaskPage = lazyPage(async () => (await loadPlaces()).TaskPage);
const SignInAgain = lazyPage(async () => (await import('../form/SignInAgain')).SignInAgain);

export function Door() {
  const session = useSession();
  const { lost, over } = useLostSession();
  if (session.isPending) return <LoadingState />;
  // A later look at the server that fails takes nothing away from who is in.
  if (session.isError && !session.data) return <ErrorState error={session.error} onRetry={() => void session.refetch()} heading />;
  if (!session.data) return <SignInPage />;
  showIn(session.data.workspace.zone);
  return (
    <SignedIn key={session.data.person.id} value={session.data}>
      <Routes>
        <Route path="tasks/:id" element={<TaskPage />} />
        <Route path="apps/:app/:form/new" element={<NewRecordPage />} />
        <Route path="apps/:app/:form/:id/edit" element={<EditRecordPage />} />
        <Route path="*" element={<Places />} />
      </Routes>
      {lost && <SignInAgain session={session.data} over={over} />}
    </SignedIn>
  );
}
