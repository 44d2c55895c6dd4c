import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useTall } from './useTall';

/** A room of 600 px that scrolls as a browser's does. */
function frame(height: () => number) {
  const element = document.createElement('div');
  let top = 0;
  Object.defineProperty(element, 'clientHeight', { value: 600 });
  Object.defineProperty(element, 'scrollTop', { get: () => top });
  element.scrollTo = ((to: ScrollToOptions) => {
    top = Math.max(0, Math.min(height() + 34 - 600, to.top ?? 0));
  }) as typeof element.scrollTo;
  return { element, to: (next: number) => act(() => {
    element.scrollTo({ top: next });
    element.dispatchEvent(new Event('scroll'));
  }), top: () => top };
}

function tall(count: number) {
  let height = 0;
  const { element, to, top } = frame(() => height);
  const ref = { current: element };
  const found = renderHook(() => {
    const hook = useTall(ref, count, 36, 34);
    height = hook.height;
    return hook;
  });
  return { now: () => found.result.current, to, top };
}

test('a list that fits scrolls by the px', () => {
  const list = tall(1000);
  expect(list.now()).toMatchObject({ height: 36_000, top: 0, first: 0 });
  list.to(3600);
  expect(list.now().top).toBe(100);
  expect(list.now().startOf(100)).toBe(3600);
});

test('the bar of a million rows reaches each part of them, and the wheel moves by the px', () => {
  const list = tall(1_000_000);
  const half = (list.now().height + 34 - 600) / 2;
  list.to(half);
  expect(Math.abs(list.now().top - 500_000)).toBeLessThan(20);
  const before = list.now().top;
  list.to(list.top() + 360);
  expect(list.now().top).toBe(before + 10);
  list.to(list.now().height);
  expect(list.now().last).toBe(999_999);
  expect(list.now().top).toBe(Math.floor((36_000_000 + 34 - 600) / 36));
  list.to(0);
  expect(list.now().top).toBe(0);
});

test('a row is shown wherever it is, and by the px when it is near', () => {
  const list = tall(1_000_000);
  act(() => list.now().show(999_999));
  expect(list.now().last).toBe(999_999);
  act(() => list.now().show(700_000));
  expect(list.now().top).toBe(700_000);
  const scrolled = list.top();
  act(() => list.now().show(699_999));
  expect(list.now().top).toBe(699_999);
  expect(list.top()).toBe(scrolled - 36);
  act(() => list.now().show(0));
  expect(list.now().top).toBe(0);
});

test('who comes to the end of the room by the wheel goes on to the end of the list', () => {
  const list = tall(1_000_000);
  act(() => list.now().show(500_000));
  for (let turn = 0; turn < 5000 && list.now().top > 499_000; turn += 1) list.to(list.top() - 900);
  expect(list.now().top).toBeLessThan(499_001);
  list.to(500);
  const first = list.now().top;
  list.to(0);
  expect(list.now().top).toBeLessThanOrEqual(first);
});
