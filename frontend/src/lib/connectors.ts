/** Every connector found in connectors/<key>.tsx, by key. */
import type { ConnectorView } from './defineConnector';

// Each draws settings of a shape of its own; whoever shows them hands on what the server gave for that key.
const modules = import.meta.glob<ConnectorView<never>>(['../connectors/*.tsx', '!../connectors/*.test.tsx'], { eager: true, import: 'default' });

export const connectorViews: ReadonlyMap<string, ConnectorView<never>> = new Map(Object.values(modules).map((one) => [one.key, one]));
