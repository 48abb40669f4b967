import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { EXAMPLE_HEADERS } from './example-headers.ts';
import type { ExampleTab } from './example-tabs.ts';
import { LastServed } from './last-served.ts';
import { createSendOperation } from './send-operation.ts';
import { createServedPlugin } from './served-plugin.tsx';

const served = new LastServed();
const sendOperation = createSendOperation(served);
const servedPlugin = createServedPlugin(served);
const plugins = [HISTORY_PLUGIN, servedPlugin];

/** GraphiQL on the graph beside the page. Headers, which may hold a token, are not kept when the page is closed. */
export function Explorer({ tabs }: { tabs: ExampleTab[] }) {
  return (
    <GraphiQL
      fetcher={sendOperation}
      plugins={plugins}
      visiblePlugin={servedPlugin}
      defaultTabs={tabs}
      defaultHeaders={EXAMPLE_HEADERS}
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
    />
  );
}
