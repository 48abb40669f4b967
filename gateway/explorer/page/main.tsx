import 'graphiql/style.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { readExampleTabs } from './example-tabs.ts';
import { Explorer } from './explorer.tsx';
import { startWorkers } from './workers.ts';

startWorkers();
const place = document.getElementById('explorer');
if (place) createRoot(place).render(<Explorer tabs={readExampleTabs()} />);
