import { createRoot } from 'react-dom/client';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no element #app');
createRoot(root).render(<h1>Webhooks</h1>);
