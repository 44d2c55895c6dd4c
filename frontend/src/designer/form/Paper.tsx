/** The form as it will look, every part of which can be chosen and put elsewhere. */
import { memo, useMemo, type MouseEvent } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { useTranslation } from '../../i18n/useTranslation';
import type { FieldInfo } from '../../api/types';
import type { Doc } from '../../api/drafts';
import { fieldView } from '../../lib/fields';
import { layoutView } from '../../lib/layouts';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Icon } from '../../ui/Icon/Icon';
import { classes } from '../../ui/classes';
import { FieldRow } from '../../form/FieldRow';
import type { Around } from '../settings/panel';
import { entriesOf, fieldsIn, holdsOthers, keyOf, layoutIn, rest, sortOf, unplaced, type Item, type Sort } from './arrangement';
import { useDropSpot } from './dropSpot';
import { Guarded } from './Guarded';
import { itemTitle } from './starters';
import { toldField } from './told';
import styles from './form.module.css';

export interface Choosing {
  chosen: ReadonlySet<string>;
  /** What has the keyboard's place. */
  current: string | null;
  choose: (key: string, how: 'one' | 'more' | 'through') => void;
  /** A sentence of each rule that is about the field. */
  ruled: ReadonlyMap<string, string>;
  wrong: ReadonlySet<string>;
  /** What types of fields are called. */
  typeTitles: ReadonlyMap<string, string>;
}

interface Props {
  document: Doc;
  around: Around;
  choosing: Choosing;
}

export function Paper({ document, around, choosing }: Props) {
  const fields = new Map(fieldsIn(document).map((field) => [field.key, toldField(field, around.contents)]));
  const loose = unplaced(document);
  const layout = layoutIn(document);
  return (
    <div className={styles.pieces} data-home="">
      <Marked within="" keys={layout.map((item) => item.key)}>
        {(at) => <ItemPiece item={layout[at] as Item} fields={fields} app={around.app} choosing={choosing} />}
      </Marked>
      {(loose.length > 0 || !layout.some((item) => holdsOthers(sortOf(item)))) && <Rest keys={loose} fields={fields} app={around.app} choosing={choosing} titled={layout.length > 0 && loose.length > 0} />}
    </div>
  );
}

interface Inside {
  fields: ReadonlyMap<string, FieldInfo>;
  app: string;
  choosing: Choosing;
}

function Rest({ keys, fields, app, choosing, titled }: Inside & { keys: string[]; titled: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.container}>
      {titled && <h3 className={styles.restTitle}>{t('designer.unplaced')}</h3>}
      <div className={classes(styles.body, styles.two)} data-home={rest}>
        <Marked within={rest} keys={keys}>
          {(at) => <FieldPiece field={fields.get(keys[at] ?? '')} id={keys[at] ?? ''} app={app} choosing={choosing} />}
        </Marked>
        {keys.length === 0 && <p className={styles.empty}>{t('designer.emptyForm')}</p>}
      </div>
    </div>
  );
}

/** What stands in a container, with the mark of where what is dragged would go. */
function Marked({ within, keys, children }: { within: string; keys: string[]; children: (at: number) => React.ReactNode }) {
  const { t } = useTranslation();
  const at = useDropSpot((store) => (store.spot?.within === within ? store.spot.at : -1));
  const mark = (
    <div key="_mark" data-mark className={styles.mark}>
      {t('designer.here')}
    </div>
  );
  // The mark goes by often while something is carried: the pieces are not drawn anew for it.
  const pieces = useMemo(() => keys.map((key, place) => <Fragmented key={key}>{children(place)}</Fragmented>), [keys, children]);
  return (
    <>
      {pieces.map((piece, place) => [place === at && mark, piece])}
      {at === keys.length && mark}
    </>
  );
}

function Fragmented({ children }: { children: React.ReactNode }) {
  return <>{children}</>;
}

function ItemPiece({ item, fields, app, choosing }: Inside & { item: Item }) {
  const sort = sortOf(item);
  if (sort !== null && holdsOthers(sort)) return <ContainerPiece item={item} sort={sort} fields={fields} app={app} choosing={choosing} />;
  return <WordsPiece item={item} sort={sort} choosing={choosing} />;
}

function ContainerPiece({ item, sort, fields, app, choosing }: Inside & { item: Item; sort: Sort }) {
  const { t } = useTranslation();
  const entries = entriesOf(item);
  const title = itemTitle(item, sort) || t(`designer.sorts.${sort}`);
  const two = sort === 'section' && item.columns === 2;
  // What one reads there is how it is called.
  const sortName = t(`designer.sorts.${sort}`);
  const beside = two ? t('designer.twoColumns') : sort !== 'section' ? sortName : '';
  const shown = beside ? `${title} ${beside}` : title;
  const handle = useHandle(item.key, choosing, beside === sortName ? shown : t('designer.piece', { title: shown, type: sortName }));
  return (
    <section className={classes(styles.container, choosing.chosen.has(item.key) && styles.chosen, handle.dragging && styles.going)} data-piece={item.key}>
      <button type="button" className={styles.containerHead} {...handle.props}>
        <Icon name="grip" size={14} />
        <b>{title}</b>
        {beside && <small>{` ${beside}`}</small>}
        {choosing.wrong.has(item.key) && <Icon name="warn" size={14} className={styles.wrong} />}
      </button>
      <div className={classes(styles.body, two && styles.two)} data-home={item.key}>
        <Marked within={item.key} keys={entries.map(keyOf)}>
          {(at) => {
            const entry = entries[at];
            if (typeof entry === 'string') return <FieldPiece field={fields.get(entry)} id={entry} app={app} choosing={choosing} />;
            return entry ? <ItemPiece item={entry} fields={fields} app={app} choosing={choosing} /> : null;
          }}
        </Marked>
        {entries.length === 0 && <p className={styles.empty}>{t(sort === 'section' ? 'designer.emptySection' : 'designer.emptyTab')}</p>}
      </div>
    </section>
  );
}

function WordsPiece({ item, sort, choosing }: { item: Item; sort: Sort | null; choosing: Choosing }) {
  const { t } = useTranslation();
  const title = (sort && itemTitle(item, sort)) || item.key;
  const handle = useHandle(item.key, choosing, t('designer.piece', { title, type: sort ? t(`designer.sorts.${sort}`) : '' }));
  return (
    <div data-piece={item.key} className={classes(styles.piece, styles.wide, choosing.chosen.has(item.key) && styles.chosen, handle.dragging && styles.going)}>
      <button type="button" className={styles.cover} {...handle.props} />
      <p className={classes(styles.inert, styles.embedded)} aria-hidden="true">
        <Icon name={(sort && layoutView(sort)?.palette?.[0]) || 'text'} />
        {title}
      </p>
    </div>
  );
}

/** The press that chooses also carries: a piece is its own handle. */
function useHandle(key: string, choosing: Choosing, label: string) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: key, data: { key } });
  return {
    dragging: isDragging,
    props: {
      ref: setNodeRef as (node: HTMLElement | null) => void,
      ...listeners,
      'aria-label': label,
      'aria-pressed': choosing.chosen.has(key),
      tabIndex: choosing.current === key ? 0 : -1,
      'data-handle': key,
      onClick: (event: MouseEvent) => {
        event.stopPropagation();
        choosing.choose(key, event.shiftKey ? 'through' : event.ctrlKey || event.metaKey ? 'more' : 'one');
      },
    },
  };
}

function FieldPiece({ field, id, app, choosing }: { field: FieldInfo | undefined; id: string; app: string; choosing: Choosing }) {
  const { t } = useTranslation();
  const view = field && fieldView(field.type);
  const handle = useHandle(id, choosing, t('designer.piece', { title: field?.title ?? id, type: choosing.typeTitles.get(field?.type ?? '') ?? field?.type ?? '' }));
  const ruled = choosing.ruled.get(id);
  return (
    <div data-piece={id} className={classes(styles.piece, view?.wide && styles.wide, choosing.chosen.has(id) && styles.chosen, ruled !== undefined && styles.ruled, handle.dragging && styles.going)}>
      <button type="button" className={styles.cover} {...handle.props} />
      {choosing.wrong.has(id) && (
        <span className={styles.badge}>
          <Icon name="warn" size={14} />
        </span>
      )}
      <div className={styles.inert} inert aria-hidden="true">
        {field ? (
          <Guarded title={field.title}>
            <Drawn field={field} app={app} />
          </Guarded>
        ) : (
          <p className={styles.note}>{t('designer.goneField', { key: id })}</p>
        )}
      </div>
      {ruled && (
        <p className={styles.rule}>
          <Icon name="split" size={12} />
          {ruled}
        </p>
      )}
    </div>
  );
}

const nothing = () => undefined;

/** Drawn anew only when the field itself has changed: a form of hundreds stays quick under the hand. */
const Drawn = memo(function Drawn({ field, app }: { field: FieldInfo; app: string }) {
  const { t } = useTranslation();
  const view = fieldView(field.type);
  const asks = !view || view.live || ['formula', 'lookup', 'rollup', 'serial_number', 'checklist'].includes(field.type);
  const id = `paper-${field.key}`;
  if (asks) {
    return (
      <FieldFrame id={id} label={field.title} group wide={view?.wide} hint={field.hint ?? undefined}>
        <div className={styles.workedOut}>
          <Icon name={view?.icon ?? 'text'} />
          {t('designer.workedOut')}
        </div>
      </FieldFrame>
    );
  }
  return <FieldRow id={id} field={field} app={app} form="" device="desk" value={null} required={field.required} writable error={null} onPin={nothing} onType={nothing} onLeave={nothing} onHold={nothing} />;
});
