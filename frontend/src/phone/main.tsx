/** The phone entry. */
import '../theme/base.css';
