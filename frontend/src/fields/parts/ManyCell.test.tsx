/** Several choices in a grid's cell: they read as one line, and choosing again takes one away. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { ManyCell } from './ManyCell';

const options = [{ key: 'valve', title: '阀门' }, { key: 'pump', title: '水泵' }];

function Cell({ fresh }: { fresh?: (words: string) => string | null }) {
  const [value, setValue] = useState<string[]>([]);
  return <ManyCell label="品类" value={value} options={options} onChange={setValue} fresh={fresh} />;
}

test('typed and chosen by keyboard, and taken away again', async () => {
  render(<Cell />);
  const input = screen.getByRole('combobox');
  await userEvent.type(input, '水{Enter}');
  await userEvent.type(input, '阀{Enter}');
  expect(input).toHaveProperty('value', '水泵、阀门');
  await userEvent.type(input, '水{Enter}');
  expect(input).toHaveProperty('value', '阀门');
});

test('a word of one’s own becomes a tag where that may be', async () => {
  render(<Cell fresh={(words) => words} />);
  const input = screen.getByRole('combobox');
  await userEvent.type(input, '急件{Enter}');
  expect(input).toHaveProperty('value', '急件');
});
