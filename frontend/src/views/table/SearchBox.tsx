/** The search within a form. What is typed is sent when typing rests, so that each letter is not a request of its own. */
import { useEffect, useState, type Ref } from 'react';
import { useUrlState } from '../../apps/urlState';
import { TextInput } from '../../ui/TextInput/TextInput';
import styles from './table.module.css';

export function SearchBox({ ref, placeholder }: { ref: Ref<HTMLInputElement>; placeholder: string }) {
  const [url, setUrl] = useUrlState();
  const inUrl = url.get('search') ?? '';
  const [text, setText] = useState(inUrl);
  const [seen, setSeen] = useState(inUrl);
  if (seen !== inUrl) {
    // Back or a link changed the search: what stands in the box follows.
    setSeen(inUrl);
    if (text.trim() !== inUrl) setText(inUrl);
  }
  useEffect(() => {
    if (text.trim() === inUrl) return undefined;
    const timer = setTimeout(() => setUrl({ search: text.trim() || null }), 300);
    return () => clearTimeout(timer);
  }, [text, inUrl, setUrl]);
  return (
    <span className={styles.search}>
      <TextInput ref={ref} size="small" icon="search" type="search" label={placeholder} placeholder={placeholder} unit={<span aria-hidden="true" className={styles.slash}>/</span>} value={text} onChange={setText} onEnter={() => setUrl({ search: text.trim() || null })} />
    </span>
  );
}
