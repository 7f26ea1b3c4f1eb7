// The page of usage: tables that the browser keeps as files, and a provider's invoice held against the ledger.

import { json, save } from './api.js';
import { icon, leaf } from './elements.js';
import { showProblem } from './shell.js';

const MOST_SHOWN = 100;
const LISTS = ['corrected', 'refused', 'unknown', 'missing'];
const TONES = { matched: ['ok', 'check'], corrected: ['info', 'info-circle'], refused: ['danger', 'times'], unknown: ['warn', 'exclamation-triangle'], missing: ['warn', 'exclamation-triangle'] };

for (const button of document.querySelectorAll('[data-saves]')) {
    button.addEventListener('click', async () => {
        button.disabled = true;
        try {
            await save(button.dataset.saves, button.dataset.as);
        } catch (fault) {
            showProblem(fault.message || document.getElementById('problems').dataset.unreachable);
        }
        button.disabled = false;
    });
}

class Invoice {
    constructor(element) {
        this.address = element.dataset.invoices;
        this.words = JSON.parse(element.dataset.words);
        this.shown = element.querySelector('[data-reconciled]');
        this.form = element.querySelector('form');
        this.form.addEventListener('submit', (event) => {
            event.preventDefault();
            this.reconcile();
        });
    }

    async reconcile() {
        const button = this.form.querySelector('[type="submit"]');
        const [file] = this.form.elements.csv.files;
        this.form.querySelectorAll('.field-error').forEach((old) => old.remove());
        if (!file) {
            this.beside('csv', this.words.no_file);
            return;
        }
        button.disabled = true;
        try {
            const query = new URLSearchParams({ provider: this.form.elements.provider.value.trim(), month: this.form.elements.month.value });
            this.show(await json('POST', `${this.address}?${query}`, await file.text(), { type: 'text/csv' }));
        } catch (fault) {
            this.complain(fault);
        }
        button.disabled = false;
    }

    beside(name, message) {
        const error = leaf('span', message, 'field-error');
        error.setAttribute('role', 'alert');
        (this.form.elements[name] ?? this.form.elements.csv).closest('.field').append(error);
    }

    /** What is wrong with the provider or the month stands at its field, what is wrong with a line at the file. */
    complain(fault) {
        this.shown.replaceChildren();
        const errors = (fault.errors ?? []).slice(0, MOST_SHOWN);
        errors.forEach(({ field, message }) => this.beside(field, /^lines\[(\d+)]/.test(field) ? `${this.words.line.replace('{0}', /\d+/.exec(field)[0])} ${message}` : message));
        if (errors.length === 0) {
            this.beside('csv', fault.message || this.words.unreachable);
        }
    }

    show(result) {
        const counts = { matched: result.matched, ...Object.fromEntries(LISTS.map((list) => [list, result[list].length])) };
        const line = leaf('p', '', 'row row-wrap');
        line.append(...Object.entries(counts).map(([name, count]) => this.chip(name, count)));
        const parts = LISTS.filter((list) => result[list].length > 0).flatMap((list) => this.list(list, result[list]));
        this.shown.replaceChildren(leaf('h3', this.words.of.replace('{0}', result.provider).replace('{1}', result.month)), line, ...parts);
    }

    chip(name, count) {
        const [tone, sign] = count === 0 && name !== 'matched' ? ['neutral', 'minus'] : TONES[name];
        const chip = leaf('span', '', `chip chip-${tone}`);
        chip.append(icon(sign), this.words[name].replace('{0}', count));
        return chip;
    }

    list(name, differences) {
        const frame = leaf('div', '', 'table-frame');
        const table = leaf('table', '', 'table');
        const head = leaf('tr', '');
        head.append(...['request', 'booked', 'billed', 'currency'].map((column, at) => {
            const heading = leaf('th', this.words[`column_${column}`], at === 1 || at === 2 ? 'number' : '');
            heading.scope = 'col';
            return heading;
        }));
        const body = leaf('tbody', '');
        body.append(...differences.slice(0, MOST_SHOWN).map((one) => {
            const row = leaf('tr', '');
            row.append(leaf('td', one.request_id ?? one.client_request_id, 'mono'), leaf('td', one.booked ?? '–', 'number'), leaf('td', one.billed ?? '–', 'number'), leaf('td', one.currency));
            return row;
        }));
        table.append(leaf('thead', ''), body);
        table.tHead.append(head);
        frame.append(table);
        frame.tabIndex = 0;
        frame.setAttribute('role', 'group');
        frame.setAttribute('aria-label', this.words[name].replace('{0}', differences.length));
        const more = differences.length > MOST_SHOWN ? [leaf('p', this.words.more.replace('{0}', differences.length - MOST_SHOWN), 'muted small')] : [];
        return [leaf('p', this.words[`${name}_lead`], 'muted'), frame, ...more];
    }
}

for (const element of document.querySelectorAll('[data-invoices]')) {
    new Invoice(element);
}
