/** The words: both languages say the same things, every key the code asks for exists, and none is left over. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '..');

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

function flatten(tree: object, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flatten(value as object, `${prefix}${key}.`)));
}

function wordsOf(locale: string): Map<string, string> {
  const folder = join(source, 'i18n', locale);
  return new Map(readdirSync(folder).flatMap((file) => flatten(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object, `${file.replace('.json', '')}.`)));
}

// Plural forms and contexts (a currency) are endings of one key.
const bare = (key: string) => key.replace(/_(one|other|[A-Z]{3})$/, '');
const chinese = wordsOf('zh-CN');
const english = wordsOf('en');
const code = filesUnder(source)
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const places = new Set([...chinese.keys()].map((key) => key.split('.')[0]));

// Whole keys, and the fixed beginnings of keys that end in a value: t(`flow.${state}`).
const literals = new Set([...code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g)].map((found) => found[1] ?? ''));
const beginnings = [...code.matchAll(/`([a-z][\w-]*\.(?:[\w-]+\.)*)\$\{/g)].map((found) => found[1] ?? '');

/** The places whose words the files ask for. */
function placesAskedBy(files: string[]): string[] {
  const text = files.map((path) => readFileSync(path, 'utf8')).join('\n');
  const asked = new Set([...text.matchAll(/(?:\bt\(\s*|key: )['"`]([a-z]\w*)\.\w/g)].map((found) => found[1] ?? ''));
  return [...asked].filter((place) => places.has(place));
}

describe('words', () => {
  it('exist in both languages', () => {
    expect([...new Set([...english.keys()].map(bare))].toSorted()).toEqual([...new Set([...chinese.keys()].map(bare))].toSorted());
  });

  it('fill in the same values in both languages', () => {
    const slots = (text: string | undefined) => [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).toSorted();
    for (const [key, text] of chinese) if (english.has(key) && !key.endsWith('_other')) expect([key, slots(english.get(key))]).toEqual([key, slots(text)]);
  });

  it('exist for every key the code asks for', () => {
    const known = new Set([...chinese.keys()].map(bare));
    const asked = [...code.matchAll(/\bt\(\s*['"]([\w-]+(?:\.[\w-]+)+)['"]/g)].map((found) => found[1] ?? '');
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  it('are all asked for', () => {
    const left = [...new Set([...chinese.keys()].map(bare))].filter((key) => !literals.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)));
    expect(left).toEqual([]);
  });

  it('are all there on a phone, as far as fields and views ask for them', () => {
    const brought = (file: string, locale: string) => new RegExp(`i18n/${locale}/\\{([^}]+)\\}`).exec(readFileSync(join(source, file), 'utf8'))?.[1]?.split(',');
    const carried = new Set(brought('phone/main.tsx', 'zh-CN'));
    expect(brought('phone/english.ts', 'en')).toEqual([...carried]);
    // Grids, and what they open, are a desk's alone.
    const inFields = filesUnder(join(source, 'fields')).filter((path) => /\.tsx?$/.test(path) && !/(?:\.test|Grid|PasteRefused|DeleteRows)\.tsx?$/.test(path));
    expect(placesAskedBy(inFields).filter((place) => !carried.has(place))).toEqual([]);

    // The pages that fill forms come first; what the other places ask for comes with them.
    const first = ['main', 'Door', 'FillPages', 'Frame', 'Page'].map((name) => join(source, 'phone', `${name}.tsx`));
    expect(placesAskedBy(first).filter((place) => !carried.has(place))).toEqual([]);
    const later = new Set(['phone/places.tsx', 'phone/RunPage.tsx'].flatMap((file) => brought(file, '\\*') ?? []));
    expect(placesAskedBy(filesUnder(join(source, 'phone')).filter((path) => path.endsWith('.tsx') && !path.includes('.test.'))).filter((place) => !carried.has(place) && !later.has(place))).toEqual([]);

    // So are they on public forms.
    const open = new Set(brought('public/main.tsx', 'zh-CN'));
    expect(brought('public/english.ts', 'en')).toEqual([...open]);
    expect(placesAskedBy([...inFields, ...filesUnder(join(source, 'public'))].filter((path) => !/related/.test(path))).filter((place) => !open.has(place))).toEqual([]);

    // Views bring along what the phone has not; their table is a desk's alone.
    const along = new Set(brought('views/parts/Alone.tsx', '\\*'));
    const inViews = ['views', 'charts'].flatMap((folder) => filesUnder(join(source, folder))).filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|views.table/.test(path));
    expect(placesAskedBy(inViews).filter((place) => !carried.has(place) && !along.has(place))).toEqual([]);
  });

  it('follow the house tone: no exclamation, no apology, no full stop after a label', () => {
    const odd = [...chinese].filter(([, text]) => /[!！]|成功|抱歉|哎呀/.test(text)).concat([...english].filter(([, text]) => /!|sorry|oops/i.test(text)));
    expect(odd).toEqual([]);
  });

  it('have files of the same names', () => expect(places.size).toBe(new Set([...english.keys()].map((key) => key.split('.')[0])).size));
});
