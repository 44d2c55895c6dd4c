/** Several words as tags: in a cell at most two and how many more, on a page all of them. */
import { listed } from '../../lib/listed';
import { Tag, hueOf } from '../../ui/Tag/Tag';
import { Missing } from './Missing';
import styles from './parts.module.css';

export interface Tagged {
  title: string;
  place: number;
}

const mostInACell = 2;

export function Tags({ tags, all }: { tags: Tagged[]; all?: boolean }) {
  if (!tags.length) return <Missing />;
  const shown = all ? tags : tags.slice(0, mostInACell);
  const more = tags.length - shown.length;
  return (
    <span className={all ? styles.tags : styles.tagLine} title={listed(tags.map(({ title }) => title))}>
      {shown.map(({ title, place }) => (
        <Tag key={title} hue={hueOf(place)}>
          {title}
        </Tag>
      ))}
      {more > 0 && <span className={styles.note}>+{more}</span>}
    </span>
  );
}
