// Keeps the page of an ingestion up to date while it runs.

import { json } from './api.js';

const POLL = 1000;
const ENDED = ['succeeded', 'partially_failed', 'failed'];
const page = document.querySelector('[data-ingestion]');

function show(progress) {
    for (const name of ['documents_total', 'documents_done', 'documents_failed', 'chunks']) {
        page.querySelector(`[data-figure="${name}"]`).textContent = progress[name].toLocaleString();
    }
    const bar = page.querySelector('progress');
    bar.max = Math.max(1, progress.documents_total);
    bar.value = progress.documents_done + progress.documents_failed;
}

async function follow() {
    for (;;) {
        await new Promise((resolve) => setTimeout(resolve, POLL));
        const progress = await json('GET', page.dataset.ingestion).catch(() => null);
        if (progress) {
            show(progress);
            if (ENDED.includes(progress.state)) {
                location.reload();
                return;
            }
        }
    }
}

if (page.dataset.running === 'true') {
    follow();
}
