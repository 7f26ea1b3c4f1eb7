// The editor of a routing policy. Fields and JSON are two views of one draft: what is changed in one stands in the other at
// once. What is not saved is kept in the browser, so that neither an error nor a reload loses a word.

import { json } from '../api.js';
import { Fields } from './fields.js';
import { shownProblems } from './problems.js';

const SAID = 'groundwork-toast';
const EMPTY_RULE = { name: '', when: {}, then: { mode: 'rag', model: '' } };

class PolicyEditor {
    constructor(element) {
        this.element = element;
        this.words = JSON.parse(element.dataset.words);
        this.tenant = element.dataset.tenant;
        this.saved = JSON.parse(element.dataset.document);
        this.problems = JSON.parse(element.dataset.problems || '[]');
        this.kept = `groundwork-policy-${this.tenant}`;
        this.text = this.part('json');
        this.rules = this.part('rules');
        this.policy = this.restored() ?? structuredClone(this.saved);
        this.bind();
        this.show();
        this.write();
    }

    part(name) {
        return this.element.querySelector(`[data-${name}]`);
    }

    bind() {
        this.text.addEventListener('input', () => this.readJson());
        this.part('add').addEventListener('click', () => this.add());
        this.part('save').addEventListener('click', () => this.save());
        this.part('discard').addEventListener('click', () => this.discard());
        this.element.addEventListener('click', (event) => this.act(event.target.closest('[data-rule-act]')));
        window.addEventListener('beforeunload', (event) => {
            if (this.dirty) {
                event.preventDefault();
            }
        });
    }

    get dirty() {
        return JSON.stringify(this.policy) !== JSON.stringify(this.saved) || this.unread;
    }

    /** What an earlier visit left unsaved, if it belongs to the same draft. */
    restored() {
        const kept = JSON.parse(sessionStorage.getItem(this.kept) ?? 'null');
        if (kept?.of !== this.element.dataset.document) {
            return null;
        }
        this.part('restored').hidden = false;
        return kept.policy;
    }

    show() {
        this.rules.replaceChildren(...(this.policy.rules ?? []).map((rule, at) => this.rule(rule, at)));
        this.part('no-rules').hidden = this.rules.children.length > 0;
        this.policy.default ??= { mode: 'rag', model: '' };
        this.fresh('default', { then: this.policy.default });
        this.fresh('settings', this.policy);
        this.showOverrides();
        this.tell();
    }

    /** A part that is there once, made anew from its template. */
    fresh(name, target) {
        const fields = this.part(`${name}-template`).content.firstElementChild.cloneNode(true);
        this.part(name).replaceChildren(fields);
        new Fields(fields, target, () => this.changed());
    }

    showOverrides() {
        const allowed = this.policy.allow_override ?? [];
        for (const box of this.element.querySelectorAll('[data-override]')) {
            box.checked = allowed.includes(box.dataset.override);
            box.addEventListener('change', () => {
                const chosen = [...this.element.querySelectorAll('[data-override]')].filter((one) => one.checked);
                this.policy.allow_override = chosen.map((one) => one.dataset.override);
                this.changed();
            });
        }
    }

    rule(rule, at) {
        const element = this.part('rule-template').content.firstElementChild.cloneNode(true);
        element.dataset.at = at;
        element.querySelector('[data-rule-number]').textContent = this.words.rule.replace('{0}', at + 1);
        for (const button of element.querySelectorAll('[data-rule-act]')) {
            button.setAttribute('aria-label', `${button.title} ${at + 1}`);
        }
        element.querySelector('[data-rule-act="up"]').disabled = at === 0;
        element.querySelector('[data-rule-act="down"]').disabled = at === this.policy.rules.length - 1;
        new Fields(element, rule, () => this.changed());
        return element;
    }

    add() {
        this.policy.rules = [...(this.policy.rules ?? []), structuredClone(EMPTY_RULE)];
        this.reordered(this.policy.rules.length - 1, 'input');
    }

    act(button) {
        if (!button) {
            return;
        }
        const at = Number(button.closest('[data-at]').dataset.at);
        const act = button.dataset.ruleAct;
        const [rule] = this.policy.rules.splice(at, 1);
        if (act === 'remove') {
            this.reordered(Math.min(at, this.policy.rules.length - 1), 'input');
            return;
        }
        const to = act === 'up' ? at - 1 : at + 1;
        this.policy.rules.splice(to, 0, rule);
        this.reordered(to, `[data-rule-act="${act}"]:enabled, [data-rule-act]:enabled`);
    }

    /** Problems name rules by their place; after a change of places they would stand beside the wrong ones. */
    reordered(at, focus) {
        this.problems = [];
        this.show();
        this.changed();
        (this.rules.children[at]?.querySelector(focus) ?? this.part('add')).focus();
    }

    changed() {
        this.write();
        this.keep();
    }

    write() {
        this.text.value = JSON.stringify(this.policy, null, 2);
        this.part('json-problem').hidden = true;
        this.part('discard').hidden = !this.dirty;
    }

    keep() {
        if (this.dirty) {
            sessionStorage.setItem(this.kept, JSON.stringify({ of: this.element.dataset.document, policy: this.policy }));
        } else {
            sessionStorage.removeItem(this.kept);
        }
    }

    readJson() {
        try {
            const read = JSON.parse(this.text.value);
            if (read === null || typeof read !== 'object' || !Array.isArray(read.rules ?? [])) {
                throw new SyntaxError(this.words.json_object);
            }
            this.policy = read;
            this.unread = false;
            this.problems = [];
            this.show();
            this.keep();
        } catch (fault) {
            this.unread = true;
            this.part('json-problem').textContent = this.words.json_problem.replace('{0}', fault.message);
        }
        // While the JSON cannot be read, a change in a field would write over it.
        this.part('json-problem').hidden = !this.unread;
        this.part('fields').disabled = Boolean(this.unread);
        this.part('save').disabled = Boolean(this.unread);
        this.part('discard').hidden = !this.dirty;
    }

    async save() {
        this.part('save').disabled = true;
        try {
            const draft = await json('POST', `/api/v1/tenants/${this.tenant}/policies`, this.policy);
            this.isSaved();
            if (draft.problems.every((problem) => problem.severity === 'warning')) {
                sessionStorage.setItem(SAID, this.words.saved.replace('{0}', draft.version));
                location.assign(`/t/${this.tenant}/policies/${draft.version}`);
                return;
            }
            this.savedWithProblems(draft);
        } catch (fault) {
            this.problems = fault.errors ?? [];
            this.tell(fault.message || this.words.unreachable);
        }
        this.part('save').disabled = false;
    }

    isSaved() {
        this.saved = structuredClone(this.policy);
        sessionStorage.removeItem(this.kept);
        this.element.dataset.document = JSON.stringify(this.saved);
        this.part('discard').hidden = true;
        this.part('restored').hidden = true;
    }

    savedWithProblems(draft) {
        history.replaceState(null, '', `/t/${this.tenant}/policies/new?from=${draft.version}`);
        this.problems = draft.problems;
        this.tell(this.words.saved_problems.replace('{0}', draft.version));
    }

    /** Each problem beside the field it names; all of them above, each with the way to its field. */
    tell(sentence) {
        const shown = shownProblems(this.element, this.problems);
        const lead = sentence ?? (this.problems.length > 0 ? this.words.problems : '');
        const note = this.part('problems');
        note.hidden = lead === '';
        this.part('problems-lead').textContent = lead;
        this.part('problems-list').replaceChildren(...shown.map((one) => this.problem(one)));
        if (sentence) {
            note.scrollIntoView({ block: 'nearest' });
        }
    }

    problem({ problem, control }) {
        const item = document.createElement('li');
        if (control === null) {
            item.textContent = problem.message;
            return item;
        }
        const link = document.createElement('button');
        link.type = 'button';
        link.className = 'link';
        const at = control.closest('[data-at]')?.dataset.at;
        link.textContent = at === undefined ? problem.message : `${this.words.rule.replace('{0}', Number(at) + 1)}: ${problem.message}`;
        link.addEventListener('click', () => {
            control.scrollIntoView({ block: 'center' });
            control.focus();
        });
        item.append(link);
        return item;
    }

    discard() {
        this.policy = structuredClone(this.saved);
        this.unread = false;
        this.part('fields').disabled = false;
        this.part('save').disabled = false;
        this.part('restored').hidden = true;
        sessionStorage.removeItem(this.kept);
        this.show();
        this.write();
    }
}

for (const element of document.querySelectorAll('[data-policy]')) {
    new PolicyEditor(element);
}
