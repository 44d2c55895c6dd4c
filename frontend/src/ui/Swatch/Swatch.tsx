/** An app's mark: a 5 × 5 weave in two tones, computed from the package key. */
import styles from './Swatch.module.css';

const weaves = [
  ['10101', '01010', '10101', '01010', '10101'],
  ['10001', '11011', '00100', '11011', '10001'],
  ['11001', '01100', '00110', '10010', '11001'],
  ['01110', '10001', '01010', '10001', '01110'],
  ['10011', '11001', '01100', '00110', '10011'],
  ['11011', '10101', '01110', '10101', '11011'],
];

function hash(key: string): number {
  let value = 2166136261;
  for (const character of key) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  return value;
}

export function Swatch({ of, size = 36 }: { of: string; size?: number }) {
  const value = hash(of);
  const pair = (value % 8) + 1;
  const weave = weaves[(value >>> 3) % weaves.length] ?? [];
  const path = weave
    .flatMap((row, y) => [...row].map((bit, x) => (bit === '1' ? `M${2 + x * 4} ${2 + y * 4}h4v4h-4z` : '')))
    .join('');
  return (
    <svg className={styles.swatch} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path fill={`var(--lw-swatch-ground-${pair})`} d="M0 0h24v24H0z" />
      <path fill={`var(--lw-swatch-ink-${pair})`} d={path} />
    </svg>
  );
}
