/** The phone's page begins. */
import { begin } from './main';

begin('/m');
