/** Who may come in: the first administrator sets up, others sign in, then the shell opens. */
import { useLostSession, useSession, useSetup } from '../api/session';
import { SignInAgain } from '../form/SignInAgain';
import { showIn } from '../lib/time';
import { ErrorState, LoadingState } from '../ui/States/States';
import { SetUpPage } from './SetUpPage';
import { Shell } from './Shell';
import { SignInPage } from './SignInPage';
import { SessionContext } from './session';

export function Root() {
  const session = useSession();
  const { lost, over } = useLostSession();
  if (session.isPending) return <LoadingState />;
  // A later look at the server that fails takes nothing away from who is in.
  if (session.isError && !session.data) return <ErrorState error={session.error} onRetry={() => void session.refetch()} heading />;
  if (!session.data) return <Door />;
  showIn(session.data.workspace.zone);
  return (
    <SessionContext value={session.data}>
      <Shell key={`${session.data.workspace.id}/${session.data.person.id}`} />
      {lost && <SignInAgain session={session.data} over={over} />}
    </SessionContext>
  );
}

function Door() {
  const setup = useSetup();
  if (setup.isPending) return <LoadingState />;
  if (setup.isError) return <ErrorState error={setup.error} onRetry={() => void setup.refetch()} heading />;
  return setup.data.needs_administrator ? <SetUpPage /> : <SignInPage setup={setup.data} />;
}
