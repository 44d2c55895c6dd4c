/** The drawn graph: one button for each node, walked by arrow keys, and the curves between them; larger, smaller, or all of it at once. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import type { LineageGraph } from '../api/types';
import { drawn, size, stepFrom } from './drawing';
import { Button } from '../ui/Button/Button';
import { closer, further, wholeAt } from './zoom';
import styles from './lineage.module.css';

export function GraphDrawing({ graph, onOpen }: { graph: LineageGraph; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const drawing = useMemo(() => drawn(graph.nodes, graph.edges), [graph]);
  const [at, setAt] = useState(graph.node.id);
  const [zoom, setZoom] = useState(1);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const here = drawing.places.find((place) => place.node.id === graph.node.id);
    const box = frame.current;
    if (here && box) box.scrollTo?.({ left: (here.x + size.width / 2) * zoom - box.clientWidth / 2, top: (here.y + size.height / 2) * zoom - box.clientHeight / 2 });
  }, [drawing, graph.node.id, zoom]);
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return;
    const next = stepFrom(drawing, at, event.key);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    frame.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`)?.focus();
  };
  const whole = () => frame.current && setZoom(wholeAt(drawing, frame.current));
  return (
    <div>
      <div className={styles.zoom} role="toolbar" aria-label={t('lineage.zoom.title')}>
        <Button size="small" variant="quiet" icon="minus" label={t('lineage.zoom.further')} disabled={further(zoom) === zoom} onClick={() => setZoom(further(zoom))} />
        <output>{t('lineage.zoom.at', { percent: Math.round(zoom * 100) })}</output>
        <Button size="small" variant="quiet" icon="plus" label={t('lineage.zoom.closer')} disabled={closer(zoom) === zoom} onClick={() => setZoom(closer(zoom))} />
        <Button size="small" variant="quiet" onClick={whole}>
          {t('lineage.zoom.whole')}
        </Button>
      </div>
      <div ref={frame} className={styles.frame} role="group" aria-label={t('lineage.drawing')} onKeyDown={walk}>
        <div style={{ width: drawing.width * zoom, height: drawing.height * zoom, margin: '0 auto' }}>
          <div className={styles.canvas} style={{ width: drawing.width, height: drawing.height, transform: `scale(${zoom})` }}>
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
      </div>
    </div>
  );
}
