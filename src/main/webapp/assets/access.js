// The editor of an access rule. Every change is previewed by the server, with the names of who gains and who loses,
// before anything is saved.

import { json } from './api.js';
import { icon } from './elements.js';
import { say } from './shell.js';

const PREVIEW_AFTER = 250;

class RuleEditor {
    constructor(element) {
        this.element = element;
        this.words = JSON.parse(element.dataset.words);
        this.address = element.dataset.address;
        this.tenant = element.dataset.tenant;
        // An empty attribute is not rendered at all.
        this.saved = element.dataset.rule ? JSON.parse(element.dataset.rule) : null;
        this.rule = this.saved ?? { allow: [], deny: [] };
        this.inherits = element.querySelector('[data-inherits]');
        this.bind();
        this.show();
    }

    part(name) {
        return this.element.querySelector(`[data-${name}]`);
    }

    side(name, side) {
        return this.element.querySelector(`[data-${name}="${side}"]`);
    }

    bind() {
        for (const side of ['allow', 'deny']) {
            const adding = this.side('adding', side);
            const kind = adding.querySelector('select');
            const name = adding.querySelector('input');
            kind.addEventListener('change', () => this.fitName(kind, name));
            name.addEventListener('input', () => this.suggest(kind.value, name));
            name.addEventListener('keydown', (event) => {
                if (event.key === 'Enter') {
                    event.preventDefault();
                    this.add(side, kind, name);
                }
            });
            adding.querySelector('button').addEventListener('click', () => this.add(side, kind, name));
        }
        this.inherits?.addEventListener('change', () => this.changed());
        this.part('save').addEventListener('click', () => this.save());
        this.part('discard').addEventListener('click', () => location.reload());
    }

    fitName(kind, name) {
        name.hidden = kind.value === 'everyone';
        name.placeholder = this.words[`name_${kind.value}`] ?? '';
        name.value = '';
    }

    async suggest(kind, input) {
        if (kind !== 'user' && kind !== 'group') {
            return;
        }
        const list = document.getElementById(input.getAttribute('list'));
        const page = await json('GET', `/api/v1/tenants/${this.tenant}/${kind}s?limit=10&q=${encodeURIComponent(input.value)}`).catch(() => ({ data: [] }));
        list.replaceChildren(...page.data.map((one) => {
            const option = document.createElement('option');
            option.value = one.username ?? one.name;
            return option;
        }));
    }

    add(side, kind, name) {
        const entry = this.entry(kind.value, name.value.trim());
        if (entry) {
            this.rule = { ...this.rule, [side]: [...this.rule[side], entry] };
            name.value = '';
            this.changed();
        }
        (name.hidden ? kind : name).focus();
    }

    entry(kind, name) {
        if (kind === 'everyone') {
            return { everyone: true };
        }
        if (name === '') {
            return null;
        }
        if (kind === 'all_of') {
            const members = name.split(',').map((one) => one.trim()).filter((one) => one !== '');
            return { all_of: members.map((one) => (one.startsWith('user ') ? { user: one.slice(5).trim() } : { group: one.replace(/^group /, '').trim() })) };
        }
        return { [kind]: name };
    }

    remove(side, at) {
        this.rule = { ...this.rule, [side]: this.rule[side].filter((_, index) => index !== at) };
        this.changed();
    }

    get current() {
        return this.inherits?.checked ? null : this.rule;
    }

    get dirty() {
        return JSON.stringify(this.current) !== JSON.stringify(this.saved);
    }

    changed() {
        this.show();
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.preview(), PREVIEW_AFTER);
    }

    show() {
        for (const side of ['allow', 'deny']) {
            const list = this.side('list', side);
            list.replaceChildren(...this.rule[side].map((entry, at) => this.line(side, entry, at)));
            this.side('nothing', side).hidden = this.rule[side].length > 0;
        }
        this.part('lists').hidden = Boolean(this.inherits?.checked);
        this.part('save').disabled = !this.dirty;
        this.part('discard').hidden = !this.dirty;
    }

    line(side, entry, at) {
        const item = document.createElement('li');
        item.className = 'rule-entry';
        const name = document.createElement('span');
        name.textContent = this.describe(entry);
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button button-quiet button-icon';
        button.setAttribute('aria-label', `${this.words.remove} ${this.describe(entry)}`);
        button.append(icon('times'));
        button.addEventListener('click', () => this.remove(side, at));
        item.append(name, button);
        return item;
    }

    describe(entry) {
        if (entry.everyone) {
            return this.words.everyone;
        }
        if (entry.all_of) {
            return `${this.words.all_of} ${entry.all_of.map((one) => this.describe(one)).join(this.words.and)}`;
        }
        return entry.user ? `${this.words.user} ${entry.user}` : `${this.words.group} ${entry.group}`;
    }

    async preview() {
        const shown = this.part('effect');
        if (!this.dirty) {
            shown.hidden = true;
            return;
        }
        const asked = this.current;
        try {
            const effect = await json('POST', `${this.address}/preview`, asked);
            if (asked === this.current || asked === null) {
                this.tell(effect);
            }
            this.part('problem').hidden = true;
            this.part('save').disabled = false;
        } catch (fault) {
            shown.hidden = true;
            this.part('problem').hidden = false;
            this.part('problem').textContent = fault.message || this.words.unreachable;
            this.part('save').disabled = true;
        }
    }

    tell(effect) {
        this.part('effect').hidden = false;
        this.part('gained').textContent = effect.gained.length === 0 ? this.words.nobody : effect.gained.join(', ');
        this.part('lost').textContent = effect.lost.length === 0 ? this.words.nobody : effect.lost.join(', ');
    }

    async save() {
        this.part('save').disabled = true;
        try {
            await json('PUT', this.address, this.current);
            this.saved = this.current;
            this.part('effect').hidden = true;
            this.show();
            say(this.words.saved);
        } catch (fault) {
            this.part('problem').hidden = false;
            this.part('problem').textContent = fault.message || this.words.unreachable;
            this.part('save').disabled = false;
        }
    }
}

for (const element of document.querySelectorAll('[data-access]')) {
    new RuleEditor(element);
}
