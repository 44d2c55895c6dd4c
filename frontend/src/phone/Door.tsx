/** Who may come in: nobody signed in sees the sign-in page, others the pages. The pages that fill forms come first over the wire. */
import { Suspense, lazy } from 'react';
import { Route, Routes } from 'react-router';
import { useLostSession, useSession } from '../api/session';
import { SignInAgain } from '../form/SignInAgain';
import { showIn } from '../lib/time';
import { ErrorState, LoadingState } from '../ui/States/States';
import { EditRecordPage, NewRecordPage } from './FillPages';
import { loadPlaces } from './loadPlaces';
import { SignedIn } from './signedIn';

const SignInPage = lazy(async () => ({ default: (await loadPlaces()).SignInPage }));
const Places = lazy(async () => ({ default: (await loadPlaces()).Places }));
const TaskPage = lazy(async () => ({ default: (await loadPlaces()).TaskPage }));

export function Door() {
  return (
    <Suspense fallback={<LoadingState />}>
      <Entry />
    </Suspense>
  );
}

function Entry() {
  const session = useSession();
  const { lost, over } = useLostSession();
  if (session.isPending) return <LoadingState />;
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} heading />;
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
