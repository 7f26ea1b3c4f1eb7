// Citations of an answer: the chip in the text, its preview, and the panel that shows the passage where it stands.

import { text } from '../api.js';
import { cut, indexOf } from '../codepoints.js';

const CONTEXT = 1500;

export class Sources {
    constructor(page, tenant, words) {
        this.panel = page.querySelector('[data-source-panel]');
        this.preview = page.querySelector('[data-source-preview]');
        this.tenant = tenant;
        this.words = words;
        this.opener = null;
        this.shown = null;
        this.panel.querySelector('[data-source-close]').addEventListener('click', () => this.close());
        this.panel.querySelector('[data-source-previous]').addEventListener('click', () => this.step(-1));
        this.panel.querySelector('[data-source-next]').addEventListener('click', () => this.step(1));
        window.addEventListener('scroll', () => this.hidePreview(), { capture: true, passive: true });
    }

    /** The chip of this citation among all of its answer. */
    chip(citation, all) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'cite';
        button.textContent = citation.number;
        button.setAttribute('aria-label', this.words.source.replace('{0}', citation.number).replace('{1}', citation.title));
        button.addEventListener('click', () => this.open(citation, all, button));
        for (const shown of ['mouseenter', 'focus']) {
            button.addEventListener(shown, () => this.showPreview(citation, button));
        }
        for (const hidden of ['mouseleave', 'blur']) {
            button.addEventListener(hidden, () => this.hidePreview());
        }
        return button;
    }

    showPreview(citation, chip) {
        this.preview.querySelector('[data-preview-title]').textContent = citation.title;
        this.preview.querySelector('[data-preview-where]').textContent = citation.collection;
        this.preview.querySelector('[data-preview-quote]').textContent = citation.quote;
        this.preview.hidden = false;
        const at = chip.getBoundingClientRect();
        const width = this.preview.offsetWidth;
        const left = Math.max(8, Math.min(at.left, window.innerWidth - width - 8));
        const above = at.bottom + this.preview.offsetHeight + 8 > window.innerHeight;
        this.preview.style.left = `${left}px`;
        this.preview.style.top = `${above ? at.top - this.preview.offsetHeight - 6 : at.bottom + 6}px`;
    }

    hidePreview() {
        this.preview.hidden = true;
    }

    async open(citation, all, opener) {
        this.hidePreview();
        this.opener = opener ?? this.opener;
        this.shown = { citation, all };
        this.head(citation, all);
        const body = this.panel.querySelector('[data-source-text]');
        body.replaceChildren();
        body.setAttribute('aria-busy', 'true');
        this.panel.hidden = false;
        this.panel.querySelector('[data-source-title]').focus();
        try {
            const whole = await text(this.address(citation));
            if (this.shown.citation === citation) {
                this.show(body, whole, citation);
            }
        } catch {
            body.textContent = this.words.gone;
        } finally {
            body.removeAttribute('aria-busy');
        }
    }

    head(citation, all) {
        this.panel.querySelector('[data-source-title]').textContent = `${citation.number}. ${citation.title}`;
        this.panel.querySelector('[data-source-where]').textContent =
            this.words.where.replace('{0}', citation.collection).replace('{1}', citation.version);
        this.panel.querySelector('[data-source-open]').href = this.viewer(citation);
        const at = all.indexOf(citation);
        this.panel.querySelector('[data-source-previous]').disabled = at <= 0;
        this.panel.querySelector('[data-source-next]').disabled = at >= all.length - 1;
    }

    show(body, whole, citation) {
        const { before, inside, after } = cut(whole, citation.start, citation.end);
        const mark = document.createElement('mark');
        mark.textContent = inside;
        const from = before.length - CONTEXT;
        const context = from > 0 ? '… ' + before.slice(before.indexOf(' ', from) + 1) : before;
        const rest = after.length > CONTEXT ? after.slice(0, indexOf(after, CONTEXT)) + ' …' : after;
        body.replaceChildren(document.createTextNode(context), mark, document.createTextNode(rest));
        mark.scrollIntoView({ block: 'center' });
    }

    step(by) {
        const { citation, all } = this.shown;
        const next = all[all.indexOf(citation) + by];
        if (next) {
            this.open(next, all);
        }
    }

    close() {
        this.panel.hidden = true;
        this.shown = null;
        this.opener?.focus();
    }

    get isOpen() {
        return !this.panel.hidden;
    }

    address(citation) {
        return `/api/v1/tenants/${this.tenant}/documents/${encodeURIComponent(citation.document_id)}/versions/${encodeURIComponent(citation.version)}/text`;
    }

    viewer(citation) {
        return `/t/${this.tenant}/source/${encodeURIComponent(citation.document_id)}/${encodeURIComponent(citation.version)}?start=${citation.start}&end=${citation.end}#passage`;
    }
}
