/** The record that formulas are tried on: one for each form, chosen once for all formulas about it. */
import { create } from 'zustand';

interface Store {
  records: Readonly<Record<string, string | null>>;
  choose: (form: string, record: string | null) => void;
}

export const useSample = create<Store>((set, get) => ({
  records: {},
  choose: (form, record) => set({ records: { ...get().records, [form]: record } }),
}));
