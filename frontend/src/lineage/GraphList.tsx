/** The same graph as sentences: what it comes from and what uses it, the nearest first; for narrow screens and screen readers. */
import { useTranslation } from '../i18n/useTranslation';
import type { LineageGraph, LineageNode } from '../api/types';
import { Icon } from '../ui/Icon/Icon';
import { iconOf } from './nodes';
import styles from './lineage.module.css';

interface Props {
  graph: LineageGraph;
  /** Without it the sentences are only to be read: the drawing beside them has the buttons. */
  onOpen?: (id: string) => void;
}

export function GraphList({ graph, onOpen }: Props) {
  const { t } = useTranslation();
  const up = graph.nodes.filter((node) => node.distance < 0);
  const down = graph.nodes.filter((node) => node.distance > 0);
  return (
    <div className={styles.groups}>
      {(
        [
          ['upstream', up, 'nothingUp'],
          ['downstream', down, 'nothingDown'],
        ] as const
      ).map(([name, nodes, nothing]) => (
        <section key={name} aria-label={t(`lineage.${name}`)}>
          <h3>{t(`lineage.${name}`)}</h3>
          {nodes.length === 0 && <p className={styles.words}>{t(`lineage.${nothing}`)}</p>}
          <ol>
            {nodes.map((node) => (
              <li key={node.id}>
                <Icon name={iconOf(node)} size={16} />
                <span>
                  {onOpen ? (
                    <button type="button" onClick={() => onOpen(node.id)}>
                      {node.title}
                    </button>
                  ) : (
                    node.title
                  )}
                  {sentences(graph, node, t).map((said) => (
                    <small key={said}>{said}</small>
                  ))}
                </span>
                <small>
                  {node.type_title}
                  {node.form_title && node.type !== 'form' ? ` · ${node.form_title}` : ''}
                </small>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** How a node hangs together with those one step nearer. */
function sentences(graph: LineageGraph, node: LineageNode, t: (key: string, values: Record<string, string>) => string): string[] {
  const titles = new Map(graph.nodes.map((one) => [one.id, one]));
  const said = graph.edges
    .filter((edge) => edge.from === node.id || edge.to === node.id)
    .flatMap((edge) => {
      const from = titles.get(edge.from);
      const to = titles.get(edge.to);
      const other = edge.from === node.id ? to : from;
      if (!from || !to || !other || Math.abs(other.distance) >= Math.abs(node.distance)) return [];
      return [t(`lineage.says.${edge.how}`, { from: quoted(from), to: quoted(to) })];
    });
  return [...new Set(said)];
}

function quoted(node: LineageNode): string {
  return node.form_title && node.type === 'field' ? `${node.form_title}.${node.title}` : node.title;
}
