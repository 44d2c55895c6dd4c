/** Rich text: what is special to it. */
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { piecesOf } from './parts/markup';
import { htmlOf } from './parts/writtenMarkup';
import { shown } from './testing';

const rich = fieldView('rich_text')!;

test.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<a href="javascript:1">x</a>', '<svg><script>1</script></svg>', '<p onclick="x()" style="a">y</p>', '<iframe srcdoc="<script>1</script>">'])('%s loses what could run', (attack) => {
  expect(htmlOf(piecesOf(attack))).not.toMatch(/script|onerror|onclick|style|javascript|iframe|<img|<svg/);
  expect(shown(rich, attack, {}, 'Display').querySelector('script, img, iframe, svg, [onclick], [style], a')).toBeNull();
});

test('what is allowed stays, an editor\'s own elements become ours', () => {
  expect(htmlOf(piecesOf('<div>a <b>b</b> &amp; <a href="https://example.com/?a=1&amp;b=2" id="x">c</a></div><ul><li>d</li></ul>'))).toBe('<p>a <b>b</b> &amp; <a href="https://example.com/?a=1&amp;b=2">c</a></p><ul><li>d</li></ul>');
});

test('a list that the editor wrapped into a paragraph stands by itself', () => {
  expect(htmlOf(piecesOf('a <b>b</b><div><ul><li>c</li></ul></div>'))).toBe('a <b>b</b><ul><li>c</li></ul>');
});

test('a cell has the words on one line', () => {
  expect(shown(rich, '<p>一</p><p>二 &lt;b&gt;</p>').textContent).toBe('一 二 <b>');
});
