/** Colours and dashes of charts, as the page's theme has them now: the drawing library takes values and no variables. */
import { useSyncExternalStore } from 'react';
import type { FigureItem } from '../../api/charts';
import tokens from '../../theme/tokens.json';

export interface Look {
  ink: string;
  ink2: string;
  ink3: string;
  split: string;
  ground: string;
  family: string;
  series: string[];
}

/** Lengths of dash and gap by place of a series; empty for a whole line. */
export const dashes: number[][] = tokens.chart.dash.map((one) => one.split(' ').filter(Boolean).map(Number));

/** Of the six colours that series have; the seventh is for what stands for several together. */
export const named = 6;

function watch(changed: () => void) {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The theme's name, so that a chart is drawn anew when it changes. */
export function useTheme(): string {
  return useSyncExternalStore(watch, () => document.documentElement.dataset.theme ?? 'light');
}

const looks = new Map<string, Look>();

/** The values of a theme that the page has now. */
export function lookOf(theme: string): Look {
  const known = looks.get(theme) ?? read();
  looks.set(theme, known);
  return known;
}

function read(): Look {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string, otherwise: string) => style.getPropertyValue(`--lw-${name}`).trim() || otherwise;
  const plain = tokens.light.token;
  return {
    ink: value('text', plain.colorText),
    ink2: value('text-secondary', plain.colorTextSecondary),
    ink3: value('text-tertiary', plain.colorTextTertiary),
    split: value('split', plain.colorSplit),
    ground: value('bg-container', plain.colorBgContainer),
    family: value('font-family', plain.fontFamily),
    series: tokens.chart.light.map((color, at) => value(`chart-${at + 1}`, color)),
  };
}

/** Which colour, dash and pattern a series has: the rest and what is empty are grey. */
export function hueOf(item: FigureItem | undefined, at: number): number {
  return item?.kind === 'rest' || item?.kind === 'empty' ? named : at % named;
}
