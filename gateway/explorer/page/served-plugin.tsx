import type { GraphiQLPlugin } from '@graphiql/react';
import { useSyncExternalStore } from 'react';
import type { LastServed } from './last-served.ts';
import { ServedPanel } from './served-panel.tsx';

/** A pane beside the editor that shows how the last answer was served. */
export function createServedPlugin(served: LastServed): GraphiQLPlugin {
  return {
    title: 'How it was served',
    icon: StopwatchIcon,
    content: () => <ServedPanel served={useSyncExternalStore(served.watch, served.current)} />,
  };
}

function StopwatchIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
      <circle cx="12" cy="13.5" r="8" />
      <path d="M12 9v4.5l3 2M9.5 2.5h5M12 2.5v3" strokeLinecap="round" />
    </svg>
  );
}
