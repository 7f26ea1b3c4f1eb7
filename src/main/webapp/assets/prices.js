// All prices as a file: fetched with the session of this page and saved by the browser, and brought back the same way.

import { json, save } from './api.js';
import { leaf } from './elements.js';

const SAID = 'groundwork-toast';
const MOST_SHOWN = 20;

class Prices {
    constructor(element) {
        this.address = element.dataset.prices;
        this.words = JSON.parse(element.dataset.words);
        this.outcome = element.querySelector('[data-outcome]');
        this.input = element.querySelector('input[type="file"]');
        element.querySelector('[data-get]').addEventListener('click', () => this.tried(() => save(this.address, 'prices.csv')));
        element.querySelector('[data-choose]').addEventListener('click', () => this.input.click());
        this.input.addEventListener('change', () => this.tried(() => this.put()));
    }

    async tried(work) {
        this.outcome.replaceChildren();
        try {
            await work();
        } catch (fault) {
            this.outcome.replaceChildren(...this.wrong(fault));
        }
    }

    async put() {
        const [file] = this.input.files;
        if (file) {
            const text = await file.text();
            this.input.value = '';
            const { added, unchanged } = await json('POST', this.address, text, { type: 'text/csv' });
            sessionStorage.setItem(SAID, this.words.prices_taken.replace('{0}', added).replace('{1}', unchanged));
            location.reload();
        }
    }

    /** Each wrong field with its line; a problem that has none in its own words. */
    wrong(fault) {
        const errors = fault.errors ?? [];
        if (errors.length === 0) {
            return [leaf('p', fault.message || this.words.unreachable, 'field-error')];
        }
        const count = errors.length === 1 ? this.words.prices_refused_one : this.words.prices_refused.replace('{0}', errors.length);
        return [leaf('p', count, 'field-error'), ...errors.slice(0, MOST_SHOWN).map((error) => leaf('p', this.told(error), 'field-error'))];
    }

    told({ field, message }) {
        const [, line, column] = /^lines\[(\d+)]\.(.*)$/.exec(field) ?? [];
        return line ? `${this.words.prices_line.replace('{0}', line).replace('{1}', column)} ${message}` : message;
    }
}

for (const element of document.querySelectorAll('[data-prices]')) {
    new Prices(element);
}
