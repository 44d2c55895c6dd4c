import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { lazyPart } from './lazyPart';

const Shown = ({ name }: { name: string }) => <p>{name}</p>;

it('shows the part once its code is here, and at once the next time', async () => {
  const Part = lazyPart(async () => Shown);
  const { unmount } = render(<Part name="first" />);
  expect(await screen.findByText('first')).toBeTruthy();
  unmount();
  render(<Part name="second" />);
  expect(screen.getByText('second')).toBeTruthy();
});

it('says so when the code does not come, and tries again when asked', async () => {
  let tries = 0;
  const Part = lazyPart(() => ((tries += 1) === 1 ? Promise.reject(new Error('no network')) : Promise.resolve(Shown)));
  render(<Part name="late" />);
  expect(await screen.findByRole('alert')).toBeTruthy();
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByText('late')).toBeTruthy();
});

it('tries again by itself when the network is back', async () => {
  let tries = 0;
  const Part = lazyPart(() => ((tries += 1) === 1 ? Promise.reject(new Error('no network')) : Promise.resolve(Shown)));
  render(<Part name="late" />);
  await screen.findByRole('alert');
  act(() => void window.dispatchEvent(new Event('online')));
  expect(await screen.findByText('late')).toBeTruthy();
});
