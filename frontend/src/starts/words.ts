/** The words of starts, which their parts bring along to pages that do not have them. */
import { take } from '../i18n/words';

take(import.meta.glob('../i18n/*/starts.json', { eager: true, import: 'default' }));
