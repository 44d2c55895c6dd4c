/** Where one begins: on the home of one's role, the chosen one of several; without any at the workbench. */
import { Navigate } from 'react-router';
import { useHomes } from '../api/pages';
import { LoadingState } from '../ui/States/States';

export function Beginning() {
  const homes = useHomes();
  if (homes.isPending) return <LoadingState />;
  const items = homes.data?.items ?? [];
  const home = items.find((one) => `${one.app}.${one.key}` === homes.data?.chosen) ?? items[0];
  return <Navigate to={home ? `/apps/${home.app}/-/pages/${home.key}` : '/work'} replace />;
}
