/** Renders one input or one value of a field type, for the tests beside the types. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { createElement, useState, type ComponentType } from 'react';
import { Link, MemoryRouter } from 'react-router';
import type { AnyFieldView, InputProps } from '../lib/defineField';
import { RecordLink } from '../lib/recordLink';
import { field } from '../form/fixture';

const around = (content: React.ReactElement) =>
  createElement(QueryClientProvider, { client: new QueryClient() }, createElement(MemoryRouter, null, createElement(RecordLink, { value: (props) => createElement(Link, props) }, content)));

/** The values an input gave out, newest last. It starts with `value`. */
export function typing(view: AnyFieldView, value: unknown = null, settings: Record<string, unknown> = {}, phone = false, part: 'Input' | 'CellInput' = 'Input'): unknown[] {
  const given: unknown[] = [];
  const Input = (phone ? view.PhoneInput : view[part]) as ComponentType<InputProps<unknown, unknown>>;
  function Held() {
    const [now, setNow] = useState(value);
    return createElement(Input, {
      id: 'f', value: now, settings, field: field('f', view.key, { settings }), label: '标题', app: 'demo', form: 'x',
      onChange: (next) => {
        given.push(next);
        setNow(next);
      },
    });
  }
  render(around(createElement(Held)));
  return given;
}

/** The text of a value as a cell, or as a page, shows it. */
export function shown(view: AnyFieldView, value: unknown, settings: Record<string, unknown> = {}, part: 'Cell' | 'Display' = 'Cell', label?: string): HTMLElement {
  const Part = view[part] ?? view.Cell;
  return render(around(createElement(Part, { value, settings, field: field('f', view.key, { settings }), label, app: 'demo' }))).container;
}
