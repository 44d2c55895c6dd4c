/** Stage: what is special to it. */
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { typing } from './testing';

const stage = fieldView('stage')!;
const settings = {
  stages: [{ key: 'new', title: '新建' }, { key: 'open', title: '跟进' }, { key: 'won', title: '赢单' }],
  moves: [{ key: 'start', from: ['new'], to: 'open' }, { key: 'win', from: '*', to: 'won', title: '判为赢单' }],
};

const offered = () => screen.getAllByRole('option').map((option) => option.textContent);

test('only declared moves are offered, by their own name where they have one', () => {
  typing(stage, 'new', settings);
  expect(offered()).toEqual(['新建', '跟进', '判为赢单']);
});

test('what no move leads to is not offered', () => {
  typing(stage, 'open', settings);
  expect(offered()).toEqual(['跟进', '判为赢单']);
});
