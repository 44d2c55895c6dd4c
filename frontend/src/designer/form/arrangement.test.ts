/** The layout of a form changes by single acts, and no act loses a field. */
import { describe, expect, it } from 'vitest';
import type { Doc } from '../../api/drafts';
import { isNamed, renamed } from './renamed';
import { clipOf, fieldsIn, itemOf, keysIn, layoutIn, moved, nudged, pasted, reading, rest, spotBehind, spotOf, unplaced, withField, withItem, without } from './arrangement';

const field = (key: string) => ({ key, type: 'text', title: key });
const plain: Doc = { kind: 'form', key: 'f', title: 'F', fields: ['a', 'b', 'c'].map(field) };
const laid: Doc = {
  ...plain,
  layout: [
    { key: 'one', section: 'One', fields: ['a', { key: 'note', text: 'Mind' }] },
    { key: 'parts', tabs: [{ key: 'left', tab: 'Left', items: [{ key: 'two', section: 'Two', fields: ['b'] }] }, { key: 'right', tab: 'Right', items: [] }] },
  ],
};

describe('a form without a layout', () => {
  it('has its fields in the order of the document', () => {
    expect(reading(plain)).toEqual(['a', 'b', 'c']);
    expect(spotOf(plain, 'b')).toEqual({ within: rest, at: 1 });
  });

  it('is put in order by moving fields', () => {
    expect(reading(moved(plain, ['c'], { within: rest, at: 0 }))).toEqual(['c', 'a', 'b']);
    expect(reading(moved(plain, ['a'], { within: rest, at: 3 }))).toEqual(['b', 'c', 'a']);
    expect(reading(moved(plain, ['a', 'c'], { within: rest, at: 2 }))).toEqual(['b', 'a', 'c']);
  });

  it('gives its fields to its first section', () => {
    const made = withItem(plain, { key: 's', section: 'S', fields: [] }, { within: '', at: 0 });
    expect(layoutIn(made)).toEqual([{ key: 's', section: 'S', fields: ['a', 'b', 'c'] }]);
    expect(unplaced(made)).toEqual([]);
  });
});

describe('a form with a layout', () => {
  it('is read container by container, what has no place last', () => {
    expect(reading(laid)).toEqual(['one', 'a', 'note', 'parts', 'left', 'two', 'b', 'right', 'c']);
  });

  it('moves a field into another section, within one, and out of any', () => {
    expect(itemOf(moved(laid, ['a'], { within: 'two', at: 1 }), 'two')?.fields).toEqual(['b', 'a']);
    expect(itemOf(moved(laid, ['a'], { within: 'one', at: 2 }), 'one')?.fields).toEqual([{ key: 'note', text: 'Mind' }, 'a']);
    const out = moved(laid, ['a'], { within: rest, at: 0 });
    expect(unplaced(out)).toEqual(['a', 'c']);
    expect(fieldsIn(out)).toHaveLength(3);
  });

  it('puts nothing where it does not fit, nor a container into itself', () => {
    expect(moved(laid, ['two'], { within: 'one', at: 0 })).toBe(laid);
    expect(moved(laid, ['a'], { within: '', at: 0 })).toBe(laid);
    expect(moved(laid, ['parts'], { within: 'left', at: 0 })).toBe(laid);
  });

  it('moves by the keyboard through containers', () => {
    const once = nudged(laid, 'b', 1);
    expect(spotOf(once, 'b')).toEqual({ within: rest, at: 0 });
    expect(spotOf(nudged(once, 'b', -1), 'b')).toEqual({ within: 'two', at: 0 });
    expect(reading(nudged(laid, 'a', 1)).slice(0, 3)).toEqual(['one', 'note', 'a']);
  });

  it('keeps the fields of a section that is taken away', () => {
    const left = without(laid, ['two']);
    expect(unplaced(left)).toEqual(['b', 'c']);
    expect(reading(without(laid, ['a']))).not.toContain('a');
    expect(fieldsIn(without(laid, ['a']))).toHaveLength(2);
  });

  it('adds behind what is chosen', () => {
    expect(spotBehind(laid, 'a', 'field')).toEqual({ within: 'one', at: 1 });
    expect(spotBehind(laid, 'two', 'field')).toEqual({ within: 'two', at: 1 });
    expect(spotBehind(laid, 'note', 'section')).toEqual({ within: '', at: 1 });
    expect(spotBehind(laid, null, 'field')).toEqual({ within: rest, at: 1 });
    const made = withField(laid, { key: 'd', type: 'text', title: 'd' }, spotBehind(laid, 'a', 'field'));
    expect(reading(made).slice(0, 3)).toEqual(['one', 'a', 'd']);
  });
});

describe('another key', () => {
  it('goes to the layout with its field', () => {
    expect(reading(renamed(laid, 'b', 'beta'))).toEqual(['one', 'a', 'note', 'parts', 'left', 'two', 'beta', 'right', 'c']);
  });

  it('is not for a field that rules or other fields name', () => {
    const ruled = { ...laid, rules: [{ key: 'r', when: { '==': [{ var: 'record.a' }, 'x'] }, then: [{ show: 'b' }] }] };
    expect([isNamed(laid, 'a'), isNamed(ruled, 'a'), isNamed(ruled, 'b'), isNamed(ruled, 'c')]).toEqual([false, true, true, false]);
  });
});

describe('a copy', () => {
  it('of fields and sections has keys of its own', () => {
    const { document, keys } = pasted(laid, clipOf(laid, ['one', 'a']), { within: '', at: 1 });
    expect(keys).toEqual(['one_1']);
    expect(itemOf(document, 'one_1')?.fields).toEqual(['a_1', { key: 'note_1', text: 'Mind' }]);
    expect(new Set(keysIn(document)).size).toBe(keysIn(document).length - placedTwice(document));
  });

  it('goes to another form with what it says', () => {
    const other: Doc = { kind: 'form', key: 'g', title: 'G', fields: [] };
    const { document } = pasted(other, clipOf(laid, ['a', 'b']), { within: rest, at: 0 });
    expect(reading(document)).toEqual(['a', 'b']);
  });
});

/** Keys of fields stand twice among all keys: as a field and at their place. */
function placedTwice(document: Doc): number {
  return fieldsIn(document).length - unplaced(document).length;
}
