// The pages of models: fields that a provider or kind has no use for step aside, and a test really asks the model.

import { json } from './api.js';
import { localTimes } from './shell.js';

/** Shows each part only for the choices that it names. */
function follow(name) {
    const choice = document.querySelector(`select[data-${name}]`);
    const parts = document.querySelectorAll(`[data-when-${name}]`);
    if (choice) {
        const show = () => parts.forEach((part) => {
            part.hidden = !part.getAttribute(`data-when-${name}`).split(' ').includes(choice.value);
        });
        choice.addEventListener('change', show);
        show();
    }
}

class ModelTest {
    constructor(element) {
        this.words = JSON.parse(element.dataset.words);
        this.address = element.dataset.modelTest;
        this.button = element.querySelector('[data-test]');
        this.result = element.querySelector('[data-test-result]');
        this.button.addEventListener('click', () => this.run());
    }

    async run() {
        this.button.disabled = true;
        this.result.replaceChildren(line('muted', this.words.asking, 'spinner pi-spin'));
        try {
            this.show(await json('POST', this.address));
        } catch (fault) {
            this.result.replaceChildren(line('chip chip-danger', this.words.failed, 'times'), paragraph(fault.message || this.words.unreachable));
        }
        this.button.disabled = false;
        await freshen();
    }

    show(test) {
        if (!test.ok) {
            this.result.replaceChildren(line('chip chip-danger', this.words.failed, 'times'), paragraph(test.message), paragraph(this.words.after.replace('{0}', test.latency_ms)));
            return;
        }
        const facts = [[this.words.latency, `${test.latency_ms} ms`]];
        if (test.first_token_ms != null) {
            facts.push([this.words.first, `${test.first_token_ms} ms`]);
        }
        facts.push([this.words.reply, test.reply ?? '']);
        const list = document.createElement('dl');
        list.className = 'facts';
        list.append(...facts.map(([name, value]) => fact(name, value)));
        this.result.replaceChildren(line('chip chip-ok', this.words.ok, 'check'), list);
    }
}

/** What a test changed stands on the page as the server has it now. */
async function freshen() {
    const reply = await fetch(location.href, { credentials: 'same-origin' });
    const now = new DOMParser().parseFromString(await reply.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-fresh]')) {
        const fresh = now.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
        if (fresh) {
            part.replaceWith(fresh);
            localTimes(fresh);
        }
    }
}

function line(style, words, icon) {
    const element = document.createElement('span');
    element.className = style;
    const sign = document.createElement('span');
    sign.className = `pi pi-${icon}`;
    sign.setAttribute('aria-hidden', 'true');
    element.append(sign, ` ${words}`);
    const row = document.createElement('div');
    row.append(element);
    return row;
}

function paragraph(words) {
    const element = document.createElement('p');
    element.textContent = words;
    return element;
}

function fact(name, value) {
    const element = document.createElement('div');
    element.className = 'fact';
    const term = document.createElement('dt');
    term.textContent = name;
    const said = document.createElement('dd');
    said.textContent = value;
    element.append(term, said);
    return element;
}

follow('provider');
follow('kind');
for (const element of document.querySelectorAll('[data-model-test]')) {
    new ModelTest(element);
}
