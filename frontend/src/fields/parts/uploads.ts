/** Files on their way to the server: each begins at once, and is told where its field is shown by the time it is there. */
import { useEffect, useRef } from 'react';
import { uploadFile } from '../../api/uploading';
import type { FileItem } from '../../api/types';

export interface Kept extends FileItem {
  /** Set until the server has the file: its place among those on their way, and how it goes. */
  sending?: { place: string; failed: boolean };
}

type Settle = (place: string, file: Kept) => void;

/** Who tells of a file on its way: an input of a grid's cell may be gone, and another there, before the file has arrived. */
const waiting = new Map<string, Settle>();
let counted = 0;

export function useUploads(value: Kept[] | null, onChange: (files: Kept[] | null) => void) {
  // Uploads end later than the render that began them, so they change the latest value.
  const latest = useRef(value);
  const tell = useRef(onChange);
  const set = (files: Kept[]) => {
    latest.current = files.length ? files : null;
    tell.current(latest.current);
  };
  const settle: Settle = (place, file) => set((latest.current ?? []).map((one) => (one.sending?.place === place ? file : one)));
  useEffect(() => {
    latest.current = value;
    tell.current = onChange;
    for (const { sending } of value ?? []) if (sending && !sending.failed) waiting.set(sending.place, settle);
  });
  const arrived = (place: string, file: Kept) => {
    (waiting.get(place) ?? settle)(place, file);
    waiting.delete(place);
  };
  const send = (file: File) => {
    counted += 1;
    const place = String(counted);
    const sent: Kept = { id: '', name: file.name, size_bytes: file.size, media_type: file.type, sending: { place, failed: false } };
    set([...(latest.current ?? []), sent]);
    uploadFile(file).then(
      (kept) => arrived(place, kept),
      () => arrived(place, { ...sent, sending: { place, failed: true } }),
    );
  };
  return { send, set };
}
