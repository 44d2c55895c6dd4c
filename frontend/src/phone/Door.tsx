/** Who may come in: nobody signed in sees the sign-in page, others the pages. The pages that fill forms come first over the wire. */
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, lazy, useEffect } from 'react';
import { Route, Routes } from 'react-router';
import { whenSignedOut } from '../api/client';
import { keys } from '../api/queries';
import { useSession } from '../api/session';
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
  const cache = useQueryClient();
  useEffect(() => whenSignedOut(() => cache.setQueryData(keys.session, null)), [cache]);
  if (session.isPending) return <LoadingState />;
  if (session.isError) return <ErrorState error={session.error} onRetry={() => void session.refetch()} heading />;
  if (!session.data) return <SignInPage />;
  showIn(session.data.workspace.zone);
  return (
    <SignedIn value={session.data}>
      <Routes>
        <Route path="tasks/:id" element={<TaskPage />} />
        <Route path="apps/:app/:form/new" element={<NewRecordPage />} />
        <Route path="apps/:app/:form/:id/edit" element={<EditRecordPage />} />
        <Route path="*" element={<Places />} />
      </Routes>
    </SignedIn>
  );
}
