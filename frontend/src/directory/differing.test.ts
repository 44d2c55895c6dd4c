import { describe, expect, it } from 'vitest';
import type { FormInfo, RecordItem } from '../api/types';
import { differing, presumed } from './differing';

const field = (key: string) => ({ key, type: 'text', title: key, settings: {}, access: 'write', filters: [], sortable: true, default: null, hint: null, required: false });
const form = { title_field: 'name', fields: [field('city'), field('name'), field('tax'), field('note')] } as unknown as FormInfo;
const record = (id: string, values: Record<string, unknown>) => ({ id, values }) as unknown as RecordItem;

describe('records that become one', () => {
  const one = record('1', { name: 'A', city: '宁波', tax: null, note: null });
  const other = record('2', { name: 'B', city: '宁波', tax: 'T', note: '' });

  it('differ where not all have the same, the title first', () => {
    expect(differing(form, [one, other]).map(({ key }) => key)).toEqual(['name', 'tax']);
  });

  it('keep what the winner has, and get what only another has', () => {
    expect(presumed(differing(form, [one, other]), [one, other], '1')).toEqual({ name: '1', tax: '2' });
    expect(presumed(differing(form, [one, other]), [one, other], '2')).toEqual({ name: '2', tax: '2' });
  });
});
