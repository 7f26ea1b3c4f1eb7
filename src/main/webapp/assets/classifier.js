// The classifier's page: what a sentence would be taken for, and training anew, which takes a few seconds.

import { json } from './api.js';
import { leaf } from './elements.js';

const SAID = 'groundwork-toast';

class Classifier {
    constructor(element) {
        this.element = element;
        this.words = JSON.parse(element.dataset.words);
        this.address = element.dataset.classifier;
        element.querySelector('[data-try]').addEventListener('submit', (event) => {
            event.preventDefault();
            this.attempt(new FormData(event.target).get('text'));
        });
        element.querySelector('[data-train]').addEventListener('click', (event) => this.train(event.currentTarget));
    }

    part(name) {
        return this.element.querySelector(`[data-${name}]`);
    }

    async attempt(sentence) {
        const shown = this.part('tried');
        shown.setAttribute('aria-busy', 'true');
        try {
            const taken = await json('POST', `${this.address}/try`, { text: sentence });
            shown.replaceChildren(leaf('p', this.words.taken.replace('{0}', taken.intent).replace('{1}', percent(taken.confidence)), 'strong'), likely(taken.probabilities));
        } catch (fault) {
            shown.replaceChildren(leaf('p', fault.message || this.words.unreachable, 'field-error'));
        }
        shown.removeAttribute('aria-busy');
    }

    async train(button) {
        const shown = this.part('trained');
        const bar = document.createElement('progress');
        bar.className = 'progress';
        bar.setAttribute('aria-label', this.words.training);
        button.disabled = true;
        shown.replaceChildren(leaf('p', this.words.training, 'muted'), bar);
        try {
            await json('POST', `${this.address}/train`);
            sessionStorage.setItem(SAID, this.words.trained);
            location.reload();
        } catch (fault) {
            shown.replaceChildren(leaf('p', fault.message || this.words.unreachable, 'field-error'));
            button.disabled = false;
        }
    }
}

/** Each intent with its probability as a bar and as a figure, the likeliest first. */
function likely(probabilities) {
    const list = document.createElement('dl');
    list.className = 'likely';
    for (const [intent, probability] of Object.entries(probabilities).sort(([, one], [, other]) => other - one)) {
        const bar = document.createElement('meter');
        bar.value = probability;
        bar.setAttribute('aria-hidden', 'true');
        const shown = document.createElement('dd');
        shown.append(bar);
        list.append(leaf('dt', intent), shown, leaf('dd', percent(probability), 'number'));
    }
    return list;
}

function percent(share) {
    return `${Math.round(share * 1000) / 10} %`;
}

for (const element of document.querySelectorAll('[data-classifier]')) {
    new Classifier(element);
}
