/** What a trial found, as tables; what stands out is told by a mark, not by colour alone. */
import type { TrialSection } from '../../api/trials';
import { Icon } from '../../ui/Icon/Icon';
import { classes } from '../../ui/classes';
import styles from './trying.module.css';

export function Sections({ sections }: { sections: readonly TrialSection[] }) {
  return (
    <div className={styles.sections} role="status">
      {sections.map((section) => (
        <section key={section.title} aria-label={section.title}>
          <h3>{section.title}</h3>
          {section.rows.length === 0 ? (
            <p className={styles.hint}>{section.empty}</p>
          ) : (
            <div className={styles.scroll} tabIndex={0} role="region" aria-label={section.title}>
              <table>
                <thead>
                  <tr>
                    {section.columns.map((column) => (
                      <th key={column} scope="col">
                        {column}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {section.rows.map((row, at) => (
                    <tr key={row.join('\n')} className={classes(section.marked.includes(at) && styles.marked)}>
                      {row.map((cell, place) => (
                        <td key={section.columns[place]}>
                          {place === 0 && section.marked.includes(at) && <Icon name="right" size={14} />} {cell}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      ))}
    </div>
  );
}
