/** Cells pasted from a spreadsheet, read by the server as an import reads them. */
import { answer, client } from './client';
import type { components } from './schema';

export type PastedCells = components['schemas']['Cells'];

export function readPasted(app: string, form: string, field: string, columns: string[], rows: string[][]): Promise<PastedCells> {
  return answer(client.POST('/api/v1/apps/{app}/forms/{form}/lines/{field}/cells', { params: { path: { app, form, field } }, body: { columns, rows } }));
}
