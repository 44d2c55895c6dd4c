/** Tab: one part of tabs; tabs draws the words on it, this what it holds. */
import { Fragment } from 'react';
import { defineLayout } from '../lib/defineLayout';

export default defineLayout<object>({
  key: 'tab',
  fresh: { tab: { 'zh-CN': '标签页', en: 'Tab' }, items: [] },
  Item: ({ item, form }) => (
    <>
      {item.items.filter(form.inSight).map((one) => (
        <Fragment key={one.key}>{form.draw(one)}</Fragment>
      ))}
    </>
  ),
});
