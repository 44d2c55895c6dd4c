/** What of an app goes into its package, as somebody chooses it. */
import type { Packing, PackWish } from '../../api/packing';
import { keyFrom } from '../documents/keys';

export interface Choice {
  title: string;
  summary: string;
  version: string;
  /** Documents that stay, as "kind/key". */
  without: ReadonlySet<string>;
  /** What the values that become parameters are called, by place. */
  parameters: ReadonlyMap<string, string>;
  samples: ReadonlySet<string>;
}

export const versionPattern = /^\d+\.\d+\.\d+$/;

export const documentName = ({ kind, key }: { kind: string; key: string }) => `${kind}/${key}`;
export const placeName = ({ kind, key, pointer }: { kind: string; key: string; pointer: string }) => `${kind}/${key}${pointer}`;

/** All of it, with nothing to set and no records. */
export function firstChoice(found: Packing): Choice {
  return { title: found.title, summary: found.summary, version: found.version, without: new Set(), parameters: new Map(), samples: new Set() };
}

/** Values of documents that stay are no parameters, nor are records of forms that stay samples. */
export function wishOf(found: Packing, choice: Choice): PackWish {
  const stays = (kind: string, key: string) => choice.without.has(documentName({ kind, key }));
  const taken: string[] = [];
  const parameters = found.constants.flatMap((one) => {
    const title = choice.parameters.get(placeName(one))?.trim();
    if (title === undefined || title === '' || stays(one.kind, one.key)) return [];
    const parameter = keyFrom(title, 'parameter', taken);
    taken.push(parameter);
    return [{ kind: one.kind, key: one.key, pointer: one.pointer, parameter, title, type: one.type as 'integer' }];
  });
  return {
    title: choice.title.trim(),
    summary: choice.summary.trim(),
    version: choice.version,
    without: found.documents.filter(({ kind, key }) => stays(kind, key)).map(({ kind, key }) => ({ kind, key })),
    parameters,
    samples: [...choice.samples].filter((form) => !stays('form', form)),
  };
}

/** Whether something that is to be set has no name yet. */
export function isUnnamed(choice: Choice): boolean {
  return [...choice.parameters.values()].some((title) => title.trim() === '');
}
