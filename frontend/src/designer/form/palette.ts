/** What one finds in the palette, and under which heading. A type nobody placed here stands under "more". */
import type { IconName } from '../../ui/Icon/Icon';
import type { Sort } from './arrangement';

export const groups: { key: string; types: readonly string[] }[] = [
  { key: 'common', types: ['text', 'long_text', 'integer', 'currency', 'date', 'datetime', 'single_choice', 'multi_choice', 'yes_no', 'phone', 'member', 'department'] },
  { key: 'relations', types: ['reference', 'lookup', 'formula', 'rollup', 'detail_lines', 'related_list', 'stage', 'serial_number'] },
  { key: 'evidence', types: ['file', 'address', 'checklist', 'rating', 'survey_matrix'] },
];

export const layoutSorts: readonly { sort: Sort; icon: IconName }[] = [
  { sort: 'section', icon: 'form' },
  { sort: 'tabs', icon: 'columns' },
  { sort: 'text', icon: 'text' },
  { sort: 'divider', icon: 'minus' },
  { sort: 'button', icon: 'bolt' },
  { sort: 'embedded_page', icon: 'globe' },
];
