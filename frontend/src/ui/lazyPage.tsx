/** A page, or what takes the place of one, whose code comes when it is opened. */
import type { ComponentType, ReactNode } from 'react';
import { Unreachable } from '../lib/problems';
import { lazyPart } from './lazyPart';
import { ErrorState, LoadingState } from './States/States';

/** `around` frames what stands there meanwhile. */
export function lazyPage<Props extends object>(load: () => Promise<ComponentType<Props>>, around: (state: ReactNode) => ReactNode = (state) => state): ComponentType<Props> {
  return lazyPart(load, {
    waiting: around(<LoadingState />),
    failed: (retry) => around(<ErrorState error={new Unreachable()} onRetry={retry} heading />),
  });
}
