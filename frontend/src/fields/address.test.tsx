/** Address: places are proposed within those above them, say what is above them, and can be typed. */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fieldView } from '../lib/fields';
import { namesOf, placed } from './parts/address/regions';
import { typing } from './testing';

const address = fieldView('address')!;

test('what is proposed lies within the levels above', () => {
  expect(namesOf('province', null, '')).toHaveLength(34);
  expect(namesOf('city', { province: '浙江' }, '宁')).toEqual(['宁波市']);
  expect(namesOf('district', { province: '浙江省', city: '宁波市' }, '')).toContain('鄞州区');
  expect(namesOf('district', { city: '宁波市' }, '朝阳')).toEqual([]);
  expect(namesOf('city', { province: '重庆市' }, '')).toEqual(['重庆市']);
});

test('a name that one place bears fills in what is above it, and nothing that stands there', () => {
  expect(placed(null, 'district', '鄞州区')).toEqual({ province: '浙江省', city: '宁波市', district: '鄞州区' });
  expect(placed({ detail: 'x' }, 'city', '宁波市')).toEqual({ province: '浙江省', city: '宁波市', detail: 'x' });
  expect(placed(null, 'district', '朝阳区')).toEqual({ district: '朝阳区' });
  expect(placed({ province: '海南省' }, 'district', '陵水黎族自治县')).toEqual({ province: '海南省', district: '陵水黎族自治县' });
});

test('one is chosen by typing a part of its name, another is taken as it was typed', async () => {
  const given = typing(address);
  const city = await screen.findByRole('combobox', { name: '市' });
  await userEvent.type(city, '宁波');
  await screen.findByRole('option', { name: '宁波市' });
  await userEvent.keyboard('{Enter}');
  expect(given.at(-1)).toEqual({ province: '浙江省', city: '宁波市' });

  await userEvent.type(screen.getByRole('combobox', { name: '区县' }), '新区');
  await userEvent.tab();
  await waitFor(() => expect(given.at(-1)).toEqual({ province: '浙江省', city: '宁波市', district: '新区' }));
});
