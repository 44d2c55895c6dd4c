import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { ListInput } from './ListInput';

function Held({ start }: { start: string[] }) {
  const [value, setValue] = useState(start);
  return (
    <>
      <ListInput label="Names" value={value} onChange={setValue} />
      <output>{JSON.stringify(value)}</output>
      <button onClick={() => setValue(['other'])}>Reset</button>
    </>
  );
}

it('lets a comma be typed between two texts', async () => {
  const user = userEvent.setup();
  render(<Held start={[]} />);
  await user.type(screen.getByRole('textbox'), 'north, south，east');
  expect((screen.getByRole('textbox') as HTMLInputElement).value).toBe('north, south，east');
  expect(screen.getByRole('status').textContent).toBe('["north","south","east"]');
});

it('shows another value when it is given one', async () => {
  const user = userEvent.setup();
  render(<Held start={['north']} />);
  await user.type(screen.getByRole('textbox'), ',');
  await user.click(screen.getByText('Reset'));
  expect((screen.getByRole('textbox') as HTMLInputElement).value).toBe('other');
});
