import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listed, unlisted } from './listed';

it('writes a list of words as each language does', () => {
  expect(listed(['电话', '邮箱', '地址'], 'zh-CN')).toBe('电话、邮箱、地址');
  expect(listed(['Phone', 'Email', 'Address'], 'en')).toBe('Phone, Email, Address');
  expect(listed(['Phone'], 'en')).toBe('Phone');
  expect(listed([], 'zh-CN')).toBe('');
});

it('takes a typed list apart at the commas of both', () => expect(unlisted('a, b，c、d,')).toEqual(['a', 'b', 'c', 'd']));

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

it('is the one way words are put in a row', () => {
  const source = join(import.meta.dirname, '..');
  const odd = filesUnder(source)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .filter((path) => /\.join\((['"])(、|, )\1\)/.test(readFileSync(path, 'utf8')));
  expect(odd).toEqual([]);
});
