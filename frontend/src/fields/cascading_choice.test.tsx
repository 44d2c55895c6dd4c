/** Cascading choice: what is special to it. */
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { shown, typing } from './testing';

const cascading = fieldView('cascading_choice')!;
const options = [{ key: 'zj', title: '浙江' }, { key: 'nb', title: '宁波', parent: 'zj' }, { key: 'sh', title: '上海' }];

test('on a phone the next level appears once the one above is chosen, and only the end is a value', async () => {
  const given = typing(cascading, null, { options }, true);
  expect(screen.getAllByRole('combobox')).toHaveLength(1);
  await userEvent.selectOptions(screen.getByLabelText('标题第 1 级'), 'zj');
  await userEvent.selectOptions(screen.getByLabelText('标题第 2 级'), 'nb');

  expect(given).toEqual([null, 'nb']);
});

test('on a desk the whole path is searched', async () => {
  const given = typing(cascading, null, { options });
  await userEvent.click(screen.getByRole('combobox'));
  await userEvent.keyboard('浙江{Enter}');

  expect(given).toEqual(['nb']);
  expect(shown(cascading, 'nb', { options }).textContent).toBe('浙江 / 宁波');
});
