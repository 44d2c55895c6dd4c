/** Tab: one part of tabs; tabs draws the words on it, this what it holds. */
import { Fragment } from 'react';
import { defineLayout } from '../lib/defineLayout';

interface Settings {
  tab: string;
}

export default defineLayout<Settings>({
  key: 'tab',
  title: (settings) => settings.tab,
  Item: ({ item, form }) => (
    <>
      {item.items.filter(form.inSight).map((one) => (
        <Fragment key={one.key}>{form.draw(one)}</Fragment>
      ))}
    </>
  ),
});
