/** What can be done with columns: sort, group, sum up, freeze, move, widen, hide. All of it is told by the URL. */
import { useTranslation } from '../../i18n/useTranslation';
import { useNavigate, useParams } from 'react-router';
import type { FieldInfo } from '../../api/types';
import { useUrlState } from '../../apps/urlState';
import { fieldView } from '../../lib/fields';
import type { MenuItem } from '../../ui/Menu/Menu';
import { bounded, type Column, type Placed } from './columns';
import type { ColumnActs } from './HeaderCell';
import { aggregates, listText, mostGroups, pairsText, type Aggregate, type TableState } from './state';

export const mostSort = 5;

export function useColumnActs(columns: Column[], state: TableState): ColumnActs {
  const { t } = useTranslation();
  const [, setUrl] = useUrlState();
  const navigate = useNavigate();
  const { app, form } = useParams();
  const keys = columns.map(({ field }) => field.key);
  const sort = (key: string, direction: 'up' | 'down' | null, further: boolean) => {
    const step = direction && (direction === 'up' ? key : `-${key}`);
    const others = further ? state.sort.filter((one) => one.replace(/^-/, '') !== key) : [];
    const at = further ? state.sort.findIndex((one) => one.replace(/^-/, '') === key) : -1;
    const next = step ? others.toSpliced(at < 0 ? others.length : at, 0, step) : others;
    setUrl({ sort: listText(next.slice(0, mostSort)) });
  };
  const move = (key: string, to: number) => {
    const next = keys.filter((one) => one !== key).toSpliced(Math.max(0, Math.min(keys.length - 1, to)), 0, key);
    setUrl({ cols: next.join(',') });
  };
  const widen = (key: string, width: number | null) => {
    const others = Object.fromEntries(Object.entries(state.widths).filter(([one]) => one !== key));
    setUrl({ widths: pairsText(width === null ? others : { ...others, [key]: bounded(width) }) });
  };
  const menu = ({ field, place, frozen }: Placed): MenuItem[] => {
    const items: MenuItem[] = [];
    const add = (key: string, title: string, icon: MenuItem['icon'], onChoose: () => void) => items.push({ key, title, icon, onChoose });
    if (field.sortable) {
      add('up', t('cells.column.up'), 'up', () => sort(field.key, 'up', false));
      add('down', t('cells.column.down'), 'down', () => sort(field.key, 'down', false));
      if (state.sort.length > 0 && !state.sort.some((one) => one.replace(/^-/, '') === field.key)) add('further', t('cells.column.further'), 'sort', () => sort(field.key, 'up', true));
    }
    const grouped = state.group.includes(field.key);
    if (canGroup(field) && (grouped || state.group.length < mostGroups)) {
      add('group', t(grouped ? 'cells.column.ungroup' : 'cells.column.group'), 'group', () => setUrl({ group: listText(grouped ? state.group.filter((one) => one !== field.key) : [...state.group, field.key]) }));
    }
    for (const kind of aggregates.filter((one) => fits(field, one))) {
      const chosen = state.totals[field.key] === kind;
      add(`total ${kind}`, t(chosen ? 'cells.column.noTotal' : 'cells.column.total', { kind: t(`cells.kinds.${kind}`) }), chosen ? 'check' : undefined, () => {
        const others = Object.fromEntries(Object.entries(state.totals).filter(([key]) => key !== field.key));
        setUrl({ totals: pairsText(chosen ? others : { ...others, [field.key]: kind }) });
      });
    }
    if (place < columns.length - 1) add('freeze', t(frozen ? 'cells.column.unfreeze' : 'cells.column.freeze'), 'pin', () => setUrl({ frozen: String(frozen ? place : place + 1) }));
    if (place > 0) add('left', t('cells.column.left'), 'left', () => move(field.key, place - 1));
    if (place < columns.length - 1) add('right', t('cells.column.right'), 'right', () => move(field.key, place + 1));
    if (state.widths[field.key]) add('width', t('cells.column.width'), 'columns', () => widen(field.key, null));
    if (columns.length > 1) add('hide', t('cells.column.hide'), 'minus', () => setUrl({ cols: keys.filter((one) => one !== field.key).join(',') }));
    if (app && form) add('lineage', t('lineage.open'), 'link', () => void navigate(`/apps/${app}/-/lineage?node=field:${app}.${form}.${field.key}`));
    return items;
  };
  return { sort, move, widen, menu };
}

/** As the server judges it: each group can be opened as a filter. */
export function canGroup(field: FieldInfo): boolean {
  return ['equal', 'empty', 'one_of'].every((operator) => field.filters.includes(operator));
}

function fits(field: FieldInfo, kind: Aggregate): boolean {
  const type = fieldView(field.type)?.expressionType?.(field.settings) ?? 'text';
  const isNumber = type === 'integer' || type === 'decimal';
  if (kind === 'sum' || kind === 'mean') return isNumber;
  if (kind === 'min' || kind === 'max') return isNumber || type === 'date' || type === 'datetime';
  return field.filters.includes('empty') && (kind !== 'distinct' || canGroup(field));
}
