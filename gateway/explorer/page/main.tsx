import 'graphiql/style.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { readExampleTabs } from './example-tabs.ts';
import { Explorer } from './explorer.tsx';
import { storeFirstTab } from './store-first-tab.ts';
import { startWorkers } from './workers.ts';

const tabs = readExampleTabs();
startWorkers();
storeFirstTab(tabs);
const place = document.getElementById('explorer');
if (place) createRoot(place).render(<Explorer tabs={tabs} />);
