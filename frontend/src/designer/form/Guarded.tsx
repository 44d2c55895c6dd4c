/** A field whose settings make no sense yet must not take the page away. */
import { Component, type ReactNode } from 'react';
import { Icon } from '../../ui/Icon/Icon';
import styles from './form.module.css';

interface Props {
  title: string;
  children: ReactNode;
}

interface State {
  broken: boolean;
  of: ReactNode;
}

export class Guarded extends Component<Props, State> {
  override state: State = { broken: false, of: null };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  /** What comes next may be drawn again. */
  static getDerivedStateFromProps({ children }: Props, { of }: State) {
    return children === of ? null : { broken: false, of: children };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <p className={styles.note}>
        <Icon name="warn" size={14} /> {this.props.title}
      </p>
    );
  }
}
