/** What a connector looks like where one sets it up. */
import type { ComponentType } from 'react';
import type { IconName } from '../ui/Icon/Icon';

export interface ConnectorProps<Settings> {
  settings: Settings;
  onChange: (settings: Settings) => void;
  /** What the server refused, by setting. */
  errors?: Record<string, string>;
}

export interface ConnectorView<Settings> {
  key: string;
  icon: IconName;
  Settings: ComponentType<ConnectorProps<Settings>>;
}

export function defineConnector<Settings>(connector: ConnectorView<Settings>): ConnectorView<Settings> {
  return connector;
}
