/** Where a record stands among pools, on a page that is not the desk's: it brings its words along. */
import { take } from '../i18n/words';

take(import.meta.glob('../i18n/*/pools.json', { eager: true, import: 'default' }));

export { Standing as StandingAlone } from './Standing';
