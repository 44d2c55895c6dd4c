/** The first thing the desk's page runs: a phone goes to its own pages before the desk's code is fetched. */
import { isNarrow, phoneAddress } from './phoneAddress';

const elsewhere = phoneAddress(location, isNarrow(), localStorage);
if (elsewhere) location.replace(elsewhere);
else void import('./main').then(({ begin }) => begin('/'));
