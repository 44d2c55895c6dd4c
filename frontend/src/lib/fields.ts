/** Every field type found in fields/<key>.tsx, by key. Apart from defineField so that the two never import each other. */
import type { AnyFieldView } from './defineField';
import { knownFields } from './knownFields';

const modules = import.meta.glob<AnyFieldView>(['../fields/*.tsx', '!../fields/*.test.tsx'], { eager: true, import: 'default' });

for (const view of Object.values(modules)) knownFields.set(view.key, view);

export const fieldViews: ReadonlyMap<string, AnyFieldView> = knownFields;

/** Undefined when an app names a type this front does not know: show a placeholder, keep the data. */
export function fieldView(type: string): AnyFieldView | undefined {
  return fieldViews.get(type);
}
