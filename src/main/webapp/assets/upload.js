// Uploading files into a collection: true progress of the transfer, then of the reading, splitting and embedding.

import { json, upload } from './api.js';

const POLL = 1000;
const ENDED = ['succeeded', 'partially_failed', 'failed'];

class Uploads {
    constructor(element) {
        this.element = element;
        this.words = JSON.parse(element.dataset.words);
        this.tenant = element.dataset.tenant;
        this.collection = element.dataset.collection;
        this.list = element.querySelector('[data-uploads]');
        this.input = element.querySelector('input[type="file"]');
        this.status = element.querySelector('select');
        this.bind();
    }

    bind() {
        const drop = this.element.querySelector('[data-drop]');
        this.input.addEventListener('change', () => {
            this.take([...this.input.files]);
            this.input.value = '';
        });
        this.element.querySelector('[data-choose]').addEventListener('click', () => this.input.click());
        drop.addEventListener('dragover', (event) => {
            event.preventDefault();
            drop.classList.add('drop-over');
        });
        drop.addEventListener('dragleave', () => drop.classList.remove('drop-over'));
        drop.addEventListener('drop', (event) => {
            event.preventDefault();
            drop.classList.remove('drop-over');
            this.take([...event.dataTransfer.files]);
        });
    }

    /** One after the other, so that a long list neither fills the connection nor the server. */
    async take(files) {
        const rows = files.map((file) => [file, this.row(file)]);
        for (const [file, row] of rows) {
            await this.send(file, row);
        }
    }

    row(file) {
        const row = this.element.querySelector('template').content.firstElementChild.cloneNode(true);
        row.querySelector('[data-name]').textContent = file.name;
        row.querySelector('progress').setAttribute('aria-label', file.name);
        this.list.append(row);
        this.tell(row, 0, this.words.waiting);
        return row;
    }

    tell(row, done, sentence) {
        row.querySelector('progress').value = done;
        row.querySelector('[data-state]').textContent = sentence;
    }

    async send(file, row) {
        const form = new FormData();
        form.append('file', file, file.name);
        form.append('metadata', new Blob([JSON.stringify({ external_id: file.name, status: this.status.value })], { type: 'application/json' }));
        try {
            const receipt = await upload(
                `/api/v1/tenants/${this.tenant}/collections/${this.collection}/documents`,
                form,
                (done) => this.tell(row, done / 2, this.words.sending),
            );
            this.follow(receipt, row);
        } catch (fault) {
            this.fail(row, fault.message || this.words.unreachable);
        }
    }

    /** The second half of the bar is the server's work; it is followed until it has ended. */
    async follow(receipt, row) {
        const link = row.querySelector('[data-name]');
        link.href = `/t/${this.tenant}/documents/${receipt.document_id}`;
        for (;;) {
            const progress = await json('GET', `/api/v1/tenants/${this.tenant}/ingestions/${receipt.ingestion_id}`).catch(() => null);
            if (progress === null) {
                return this.fail(row, this.words.unreachable);
            }
            if (ENDED.includes(progress.state)) {
                return progress.state === 'succeeded'
                    ? this.tell(row, 1, this.words.ready.replace('{0}', progress.chunks))
                    : this.fail(row, progress.errors[0]?.message ?? this.words.failed);
            }
            this.tell(row, 0.55 + Math.min(0.4, progress.chunks / 500), progress.state === 'queued' ? this.words.queued : this.words.reading.replace('{0}', progress.chunks));
            await new Promise((resolve) => setTimeout(resolve, POLL));
        }
    }

    fail(row, sentence) {
        this.tell(row, 1, sentence);
        row.classList.add('upload-failed');
        row.querySelector('[data-state]').setAttribute('role', 'alert');
    }
}

new Uploads(document.querySelector('[data-upload]'));
