/** Replays: past runs of a workflow through a draft, part by part, newest first. */
import { answer, client } from './client';
import type { components } from './schema';

export type Replay = components['schemas']['Replay'];
export type Replayed = components['schemas']['Replayed'];

interface Asked {
  app: string;
  workflow: string;
  document: Record<string, unknown>;
  /** The app's other drafts hold too. */
  drafts: boolean;
  /** A moment, ISO 8601. */
  since: string;
  default: 'agree' | 'nobody';
  cursor: string | null;
}

export function replayPart({ app, workflow, ...body }: Asked): Promise<Replay> {
  return answer(client.POST('/api/v1/apps/{app}/workflows/{workflow}/replay', { params: { path: { app, workflow } }, body }));
}
