/** The card under way: while something is dragged the browser does not tell the places below it what it is. */
import type { RecordItem } from '../../api/types';

export const dragged: { record: RecordItem | null } = { record: null };
