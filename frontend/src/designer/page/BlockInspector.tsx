/** What is said of the chosen block, or of the page as a whole. */
import type { Doc } from '../../api/drafts';
import frame from '../frame.module.css';
import { InspectorFrame, InspectorHead, PieceDeeds } from '../InspectorFrame';
import { SchemaPanel } from '../settings/SchemaPanel';
import { isObject, resolved, type Schema, type Value } from '../settings/schema';
import { changedBlock, blocksIn, type Block } from './arrangement';
import { blockSchema, type BlockType } from './blockTypes';

interface Props {
  document: Doc;
  schema: Schema;
  block: Block | undefined;
  type: BlockType | undefined;
  title: string;
  onChange: (document: Doc) => void;
  onCopy: () => void;
  onRemove: () => void;
  onLeave: () => void;
  /** Nothing is chosen any more. */
  onClose: () => void;
}

export function BlockInspector({ document, schema, block, type, title, onChange, onCopy, onRemove, onLeave, onClose }: Props) {
  return (
    <InspectorFrame chosen={block !== undefined} onClose={onClose} onLeave={onLeave}>
      <InspectorHead icon={block ? (type?.icon ?? 'apps') : 'file'} title={title} sort={type?.title} part={block && `blocks/${block.key}`} />
      {block ? (
        <div key={block.key} className={frame.inspectorBody}>
          {type?.description && <p className={frame.hint}>{type.description}</p>}
          <SchemaPanel
            schema={blockSchema(schema, block)}
            value={block}
            pointer={`/blocks/${blocksIn(document).indexOf(block)}`}
            without={['key', 'type']}
            onChange={(next) => onChange(changedBlock(document, block.key, () => tidy(next, schema) as Block))}
          />
          <PieceDeeds onCopy={onCopy} onRemove={onRemove} />
        </div>
      ) : (
        <div className={frame.inspectorBody}>
          <SchemaPanel schema={schema} value={document} pointer="" without={['kind', 'key', 'blocks']} onChange={onChange} />
        </div>
      )}
    </InspectorFrame>
  );
}

/** Settings of a chart belong to its sort: of those of another only what this one knows is kept. Empty settings are none. */
function tidy(next: Value, schema: Schema): Value {
  const { settings, ...rest } = next;
  if (!isObject(settings) || Object.keys(settings).length === 0) return rest;
  const known = resolved(blockSchema(schema, next).properties?.settings ?? {}, settings).properties?.settings?.properties;
  if (!known || !isObject(settings.settings)) return next;
  return { ...next, settings: { ...settings, settings: Object.fromEntries(Object.entries(settings.settings).filter(([name]) => name in known)) } };
}
