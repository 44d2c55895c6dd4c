/** What a document is called in the list of an app's; its key where it is not there. */
import type { ListedDocument } from '../../api/drafts';

export const titleIn = (documents: readonly ListedDocument[] | undefined, { kind, key }: { kind: string; key: string }): string => documents?.find((one) => one.kind === kind && one.key === key)?.title || key;
