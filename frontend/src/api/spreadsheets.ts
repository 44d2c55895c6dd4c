/** An app from a spreadsheet: what its columns would be, and the app with its rows on their way. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { multipart } from './multipart';
import { keys } from './queries';
import type { ImportInfo, Schemas } from './types';

export type Proposal = Schemas['Proposal'];

/** Which sheet of a file, and in which row its names stand; what the server finds where nothing is said. */
export interface Reading {
  sheet?: string;
  header_row?: number;
}

export function useProposal() {
  return useMutation({
    mutationFn: ({ file, reading }: { file: File; reading: Reading }) =>
      answer(client.POST('/api/v1/spreadsheets/proposal', { params: { query: reading }, ...multipart(file) } as never)) as Promise<Proposal>,
  });
}

/** A file as texts; nothing is kept of it. */
export function useSpreadsheetTexts() {
  return useMutation({
    mutationFn: ({ file, reading }: { file: File; reading: Reading }) =>
      answer(client.POST('/api/v1/spreadsheets/texts', { params: { query: reading }, ...multipart(file) } as never)) as Promise<Schemas['SpreadsheetTexts']>,
  });
}

export interface SpreadsheetApp {
  key: string;
  title: string;
  fields: Record<string, unknown>[];
  file: File;
  reading: Reading;
  /** Rows come in at once; otherwise somebody looks at what would be done to them. */
  start: boolean;
}

/** The app is made; where its rows could not be brought in, `import` says nothing and `trouble` why. */
export interface MadeApp {
  app: string;
  form: string;
  import?: string;
  trouble?: string;
}

export function useMakeFromSpreadsheet() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, reading, start, ...body }: SpreadsheetApp): Promise<MadeApp> => {
      const made = await answer(client.POST('/api/v1/spreadsheets/app', { body }));
      return importRows(made.app, made.form, file, reading, start).then(
        (id) => ({ ...made, import: id }),
        (error: unknown) => ({ ...made, trouble: error instanceof Error ? error.message : String(error) }),
      );
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.apps }),
  });
}

async function importRows(app: string, form: string, file: File, reading: Reading, start: boolean): Promise<string> {
  const drafted = (await answer(client.POST('/api/v1/apps/{app}/forms/{form}/imports', { params: { path: { app, form } }, ...multipart(file) } as never))) as ImportInfo;
  const here = { params: { path: { id: drafted.id } } };
  await answer(client.PATCH('/api/v1/imports/{id}', { ...here, body: reading }));
  // The file may have come in before, into another app: that it is meant is plain.
  if (start) await answer(client.POST('/api/v1/imports/{id}/start', { ...here, body: { again: true } }));
  return drafted.id;
}
