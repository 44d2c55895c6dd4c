/** What can be done with one record from its row: open, edit, copy, move to a stage, hand on, the view's own actions, start a workflow, delete. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useNavigate } from 'react-router';
import { useFormStarts } from '../../api/starts';
import type { FormInfo, RecordItem } from '../../api/types';
import { DeleteDialog } from '../../apps/RecordMenu';
import { StartDialog } from '../../starts/StartDialog';
import { MenuList, type MenuItem } from '../../ui/Menu/Menu';
import type { RowAction } from './state';
import { startsOf, type StartItem } from '../../starts/startsOf';
import { stepsOf } from './steps';
import type { Cells } from './useCells';
import popover from '../../ui/Popover/Popover.module.css';
import styles from './table.module.css';

interface Props {
  app: string;
  form: FormInfo;
  record: RecordItem;
  actions: RowAction[];
  at: { x: number; y: number };
  cells: Cells;
  onOpen: () => void;
  onClose: () => void;
}

export function RowMenu({ app, form, record, actions, at, cells, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  const [starting, setStarting] = useState<StartItem | null>(null);
  const starts = useFormStarts(app, form.key, record.id).data?.items ?? [];
  const page = `/apps/${app}/${form.key}/${record.id}`;
  const items: MenuItem[] = [
    { key: 'open', title: t('cells.menu.open'), icon: 'eye', onChoose: onOpen },
    { key: 'page', title: t('cells.menu.page'), icon: 'expand', shortcut: 'O', onChoose: () => void navigate(page) },
  ];
  if (form.may.change) items.push({ key: 'edit', title: t('cells.menu.edit'), icon: 'edit', shortcut: 'E', onChoose: () => void navigate(`${page}/edit`) });
  for (const action of actions) items.push({ key: `action ${action.key}`, title: action.title, icon: 'bolt', onChoose: () => cells.several([record], (one) => ({ ...one.values, ...action.set }), t('cells.acted', { title: action.title })) });
  for (const { key, title, icon, values } of stepsOf(form, record)) items.push({ key, title: t('cells.menu.move', { where: title }), icon, onChoose: () => cells.several([record], (one) => ({ ...one.values, ...values }), t('cells.acted', { title })) });
  items.push({ key: 'link', title: t('records.copyLink'), icon: 'link', onChoose: () => void navigator.clipboard?.writeText(`${location.origin}${page}`) });
  if (form.may.create) items.push({ key: 'copy', title: t('records.copy'), icon: 'copy', onChoose: () => void navigate(`/apps/${app}/${form.key}/new?from=${record.id}`) });
  for (const one of startsOf(form, starts)) items.push({ key: `start ${one.offer.app}.${one.offer.workflow}`, title: t('starts.menu', { title: one.title }), icon: 'flow', onChoose: () => setStarting(one) });
  if (form.may.delete) items.push({ key: 'delete', title: t('records.delete'), icon: 'trash', danger: true, onChoose: () => setAsking(true) });

  useEffect(() => {
    if (asking || starting) return undefined;
    const outside = (event: PointerEvent) => !frame.current?.contains(event.target as Node) && onClose();
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', escape, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', escape, true);
    };
  }, [asking, starting, onClose]);
  useLayoutEffect(() => {
    const panel = frame.current;
    if (!panel) return;
    // It stays within the window.
    const { width, height } = panel.getBoundingClientRect();
    panel.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`;
    panel.style.top = `${Math.max(8, Math.min(at.y, innerHeight - height - 8))}px`;
    panel.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [at]);

  if (starting) return <StartDialog offer={starting.offer} words={starting.words} record={record.id} onClose={onClose} />;
  if (asking) return <DeleteDialog app={app} form={form} record={record} onGone={onClose} onClose={onClose} />;
  return (
    <div ref={frame} className={`${popover.panel} ${styles.floating}`}>
      <MenuList
        label={t('common.more')}
        items={items.map((item) => ({
          ...item,
          onChoose: () => {
            item.onChoose();
            if (item.key !== 'delete' && !item.key.startsWith('start ')) onClose();
          },
        }))}
        onClose={() => undefined}
      />
    </div>
  );
}
