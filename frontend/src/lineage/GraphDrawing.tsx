/** The drawn graph: one button for each node, walked by arrow keys, and the curves between them. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineageGraph } from '../api/types';
import { drawn, size, stepFrom } from './drawing';
import styles from './lineage.module.css';

export function GraphDrawing({ graph, onOpen }: { graph: LineageGraph; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const drawing = useMemo(() => drawn(graph.nodes, graph.edges), [graph]);
  const [at, setAt] = useState(graph.node.id);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const here = drawing.places.find((place) => place.node.id === graph.node.id);
    const box = frame.current;
    if (here && box) box.scrollTo?.({ left: here.x - (box.clientWidth - size.width) / 2, top: here.y - (box.clientHeight - size.height) / 2 });
  }, [drawing, graph.node.id]);
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return;
    const next = stepFrom(drawing, at, event.key);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    frame.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`)?.focus();
  };
  return (
    <div ref={frame} className={styles.frame} role="group" aria-label={t('lineage.drawing')} onKeyDown={walk}>
      <div className={styles.canvas} style={{ width: drawing.width, height: drawing.height }}>
        <svg width={drawing.width} height={drawing.height} aria-hidden="true">
          {drawing.curves.map(({ edge, path }) => (
            <path key={`${edge.from} ${edge.to} ${edge.how}`} className={styles.edge} data-how={edge.how} data-near={edge.from === at || edge.to === at} d={path} />
          ))}
        </svg>
        {drawing.places.map(({ node, x, y }) => (
          <button
            key={node.id}
            type="button"
            data-id={node.id}
            data-here={node.id === graph.node.id}
            className={styles.node}
            style={{ left: x, top: y, ...size }}
            tabIndex={node.id === at ? 0 : -1}
            title={node.title}
            onFocus={() => setAt(node.id)}
            onClick={() => node.id !== graph.node.id && onOpen(node.id)}
            aria-current={node.id === graph.node.id || undefined}
          >
            <b>{node.title}</b>
            <small>
              {node.type_title}
              {node.form_title && node.type !== 'form' ? ` · ${node.form_title}` : ''}
            </small>
          </button>
        ))}
      </div>
    </div>
  );
}
