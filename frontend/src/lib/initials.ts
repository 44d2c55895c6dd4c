/** Initials of Chinese words in pinyin ("杭州" → "hz"), told from the order in which the platform sorts them: no table to load. */

// The first character in the order of sorting for each initial; i, u and v begin no syllable.
const firsts: [string, string][] = [
  ['a', '阿'], ['b', '八'], ['c', '嚓'], ['d', '哒'], ['e', '妸'], ['f', '发'], ['g', '旮'], ['h', '哈'], ['j', '讥'], ['k', '咔'], ['l', '垃'], ['m', '妈'],
  ['n', '拏'], ['o', '噢'], ['p', '妑'], ['q', '七'], ['r', '呥'], ['s', '扨'], ['t', '它'], ['w', '穵'], ['x', '夕'], ['y', '丫'], ['z', '帀'],
];
const order = new Intl.Collator('zh-CN-u-co-pinyin');
const known = new Map<string, string>();

export function initials(words: string): string {
  return Array.from(words, initial).join('');
}

function initial(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase();
  let found = known.get(character);
  if (found === undefined) {
    found = firsts.findLast(([, first]) => order.compare(first, character) <= 0)?.[0] ?? '';
    known.set(character, found);
  }
  return found;
}

/** Whether what was typed is in the words, or in their initials. */
export function saysSo(words: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return words.toLowerCase().includes(wanted) || initials(words).includes(wanted.replace(/\s/g, ''));
}
