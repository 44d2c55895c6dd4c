/** A small editor for text with bold, italics, lists and links. What is pasted is cleaned as what is shown. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { Icon, type IconName } from '../../ui/Icon/Icon';
import { TextInput } from '../../ui/TextInput/TextInput';
import { Button } from '../../ui/Button/Button';
import { classes } from '../../ui/classes';
import { composing, controlAttributes, type ControlProps } from '../../ui/control';
import frame from '../../ui/control.module.css';
import { safeAddress } from './addresses';
import { piecesOf, wordsOf } from './markup';
import { htmlOf } from './writtenMarkup';
import styles from './parts.module.css';

interface Props extends ControlProps {
  value: string | null;
  onChange: (html: string | null) => void;
}

const acts: { command: string; name: string; icon?: IconName; sign?: string; keys?: string }[] = [
  { command: 'bold', name: 'bold', sign: 'B', keys: 'Ctrl B' },
  { command: 'italic', name: 'italic', sign: 'I', keys: 'Ctrl I' },
  { command: 'insertUnorderedList', name: 'list', icon: 'list' },
  { command: 'insertOrderedList', name: 'numbers', icon: 'number' },
];

const clean = (html: string) => htmlOf(piecesOf(html));

export function RichEditor({ value, onChange, ...props }: Props) {
  const { t } = useTranslation();
  const page = useRef<HTMLDivElement>(null);
  const given = useRef<string | null>(null);
  const marked = useRef<Range | null>(null);
  const [address, setAddress] = useState<string | null>(null);

  // The page belongs to the browser while one types; only a value from elsewhere is written into it.
  useEffect(() => {
    if (page.current && value !== given.current) {
      page.current.innerHTML = clean(value ?? '');
      given.current = value;
    }
  }, [value]);

  const tell = () => {
    const html = clean(page.current?.innerHTML ?? '');
    given.current = wordsOf(piecesOf(html)).trim() ? html : null;
    onChange(given.current);
  };
  const act = (command: string, argument?: string) => {
    page.current?.focus();
    // Old, and the one way to change the page that keeps the browser's undo.
    document.execCommand(command, false, argument);
    tell();
  };
  const askAddress = () => {
    const selection = document.getSelection();
    marked.current = selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
    setAddress('https://');
  };
  const link = () => {
    const safe = safeAddress(address ?? '');
    if (!safe) return;
    setAddress(null);
    page.current?.focus();
    const selection = document.getSelection();
    if (marked.current && selection) {
      selection.removeAllRanges();
      selection.addRange(marked.current);
    }
    if (selection?.isCollapsed ?? true) act('insertHTML', htmlOf([{ name: 'a', href: safe, children: [safe] }]));
    else act('createLink', safe);
  };
  return (
    <div className={classes(frame.control, styles.editor)}>
      {!props.disabled && (
        <div role="toolbar" aria-label={t('typed.rich.tools')} className={styles.tools}>
          {acts.map(({ command, name, icon, sign, keys }) => (
            <button key={command} type="button" className={styles.tool} aria-label={t(`typed.rich.${name}`)} title={[t(`typed.rich.${name}`), keys].filter(Boolean).join(' · ')} onPointerDown={(event) => event.preventDefault()} onClick={() => act(command)}>
              {icon ? <Icon name={icon} size={16} /> : <b className={name === 'italic' ? styles.slant : undefined}>{sign}</b>}
            </button>
          ))}
          <button type="button" className={styles.tool} aria-label={t('typed.rich.link')} title={t('typed.rich.link')} onPointerDown={(event) => event.preventDefault()} onClick={askAddress}>
            <Icon name="link" size={16} />
          </button>
        </div>
      )}
      {address !== null && (
        <div className={styles.linking}>
          <TextInput
            autoFocus
            size="small"
            type="url"
            label={t('typed.rich.address')}
            invalid={address !== 'https://' && !safeAddress(address)}
            value={address}
            onChange={setAddress}
            onEnter={link}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !composing(event)) event.preventDefault();
              if (event.key === 'Escape') setAddress(null);
            }}
          />
          <Button size="small" disabled={!safeAddress(address)} onClick={link}>
            {t('typed.rich.insert')}
          </Button>
        </div>
      )}
      <div
        {...controlAttributes(props)}
        aria-label={props.label}
        ref={page}
        role="textbox"
        aria-multiline="true"
        tabIndex={props.disabled ? -1 : 0}
        contentEditable={!props.disabled}
        suppressContentEditableWarning
        className={classes(styles.rich, styles.page)}
        onInput={tell}
        onBlur={props.onBlur}
        onPaste={(event) => {
          event.preventDefault();
          const html = event.clipboardData.getData('text/html');
          if (html) act('insertHTML', clean(html));
          else act('insertText', event.clipboardData.getData('text/plain'));
        }}
      />
    </div>
  );
}
