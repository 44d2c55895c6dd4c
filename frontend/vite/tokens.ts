/** Turns src/theme/tokens.json and palette.json into one style sheet of CSS variables, so that no value is written twice. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const themeFile = (name: string) => fileURLToPath(new URL(`../src/theme/${name}`, import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(themeFile(name), 'utf8'));

type Values = Record<string, string | number>;

/** "colorTextSecondary" → "--lw-text-secondary"; "controlHeightSM" → "--lw-control-height-sm". */
export function variableName(token: string): string {
  const kebab = token.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2').toLowerCase();
  return `--lw-${kebab.replace(/^color-/, '')}`;
}

const unitless = new Set(['lineHeight', 'fontWeightStrong', 'sizeUnit', 'sizeStep']);

function tokenLines(values: Values): string[] {
  return Object.entries(values).map(([key, value]) => {
    const text = typeof value === 'number' && !unitless.has(key) ? `${value}px` : String(value);
    return `${variableName(key)}:${text}`;
  });
}

function themeLines(theme: 'light' | 'dark'): string[] {
  const tokens = read('tokens.json');
  const palette = read('palette.json')[theme];
  return [
    ...tokenLines(tokens[theme].token),
    `--lw-input-border:${tokens[theme].components.Input.colorBorder}`,
    ...Object.entries(tokens.own[theme]).map(([name, value]) => `${name}:${value}`),
    ...(tokens.chart[theme] as string[]).map((color, at) => `--lw-chart-${at + 1}:${color}`),
    ...Object.entries(palette as Record<string, string[] | string>).flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((color, at) => `--lw-${name}-${at + 1}:${color}`) : [`--lw-${name}:${value}`],
    ),
  ];
}

export function tokensCss(): string {
  return [
    `:root{color-scheme:light;${themeLines('light').join(';')}}`,
    `:root[data-theme=dark]{color-scheme:dark;${themeLines('dark').join(';')}}`,
    '',
  ].join('\n');
}

/** `import 'virtual:tokens.css'` in an entry; CSS's own @import knows files only. */
export function tokensPlugin(): Plugin {
  const id = '\0virtual:tokens.css';
  return {
    name: 'loomwork-tokens',
    resolveId: (source) => (source === 'virtual:tokens.css' ? id : undefined),
    load(loaded) {
      if (loaded !== id) return undefined;
      this.addWatchFile(themeFile('tokens.json'));
      this.addWatchFile(themeFile('palette.json'));
      return tokensCss();
    },
  };
}
