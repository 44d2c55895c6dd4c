import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Thread } from './Thread';

it('says in words what its shapes show, and marks where the process stands', () => {
  const words = { done: '已完成', now: '进行中', coming: '未到', incident: '已停下', passed: '' };
  render(
    <Thread
      label="进展"
      stateWords={words}
      knots={[
        { key: 'a', title: '提交', state: 'done' },
        { key: 'b', title: '审核', state: 'now' },
        { key: 'c', title: '提醒', state: 'coming', kind: 'deadline' },
      ]}
    />,
  );
  const steps = screen.getAllByRole('listitem');
  expect(steps.map((step) => step.textContent)).toEqual(['提交 已完成', '审核 进行中', '提醒 未到']);
  expect(steps.map((step) => step.getAttribute('aria-current'))).toEqual([null, 'step', null]);
});
