// The form of a budget. It is filled from the API and saved through it; what is not saved is kept in the browser, so that
// neither an error nor a reload loses a word.

import { json } from './api.js';
import { leaf } from './elements.js';
import { Fields } from './policy/fields.js';
import { shownProblems } from './policy/problems.js';

const SAID = 'groundwork-toast';
const FRESH = { name: '', kind: 'tenant', whose: '', limit: '', currency: '', period: 'month', alert_percent: '50, 80, 100', on_exhausted: 'refuse', then: { mode: 'rag' } };
const HAVE_MEMBERS = ['tenant', 'group'];
/** What makes another budget of it when it changes. */
const IDENTITY = ['kind', 'whose', 'period', 'currency'];
const NAMES = { group: 'groups', user: 'users', key: 'keys', model: 'models' };
const SUGGEST_AFTER = 150;

class BudgetForm {
    constructor(element) {
        this.element = element;
        this.words = JSON.parse(element.dataset.words);
        this.name = element.dataset.budget ?? '';
        this.tenant = `/api/v1/tenants/${element.dataset.tenant}`;
        this.kept = `groundwork-budget-${element.dataset.tenant}-${this.name}`;
        this.problems = [];
        this.part('save').addEventListener('click', () => this.save());
        this.part('discard').addEventListener('click', () => this.discard());
        this.field('whose').addEventListener('input', () => this.suggestSoon());
        this.field('whose').addEventListener('focus', () => this.suggest());
        this.field('kind').addEventListener('change', () => this.choseKind());
        window.addEventListener('beforeunload', (event) => {
            if (this.dirty) {
                event.preventDefault();
            }
        });
        this.open();
    }

    part(name) {
        return this.element.querySelector(`[data-${name}]`);
    }

    field(name) {
        return this.element.querySelector(`[data-field="${name}"]`);
    }

    async open() {
        try {
            this.currencies = await this.priced();
            this.saved = this.name === '' ? { ...structuredClone(FRESH), currency: this.currencies[0] ?? '' } : read(await json('GET', this.address(this.name)));
        } catch (fault) {
            this.tell([], fault.message || this.words.unreachable);
            return;
        }
        const options = this.currencies.map((currency) => new Option('', currency));
        document.getElementById('budget-currencies').replaceChildren(...options);
        this.target = this.restored() ?? structuredClone(this.saved);
        this.part('fields').disabled = false;
        this.part('save').disabled = false;
        this.show();
    }

    address(name) {
        return `${this.tenant}/budgets/${encodeURIComponent(name)}`;
    }

    /** The currencies that the tenant's models are priced in, the most frequent first. */
    async priced() {
        const page = await json('GET', `${this.tenant}/models?limit=500`);
        const counts = new Map();
        for (const { price } of page.data) {
            if (price?.currency) {
                counts.set(price.currency, (counts.get(price.currency) ?? 0) + 1);
            }
        }
        return [...counts].sort(([, one], [, other]) => other - one).map(([currency]) => currency);
    }

    restored() {
        const kept = JSON.parse(sessionStorage.getItem(this.kept) ?? 'null');
        if (kept?.of !== canonical(this.saved)) {
            return null;
        }
        this.part('restored').hidden = false;
        return kept.target;
    }

    get dirty() {
        return this.target !== undefined && canonical(body(this.target)) + this.target.name !== canonical(body(this.saved)) + this.saved.name;
    }

    show() {
        new Fields(this.part('fields'), this.target, () => this.changed());
        this.arrange();
    }

    changed() {
        this.arrange();
        if (this.dirty) {
            sessionStorage.setItem(this.kept, JSON.stringify({ of: canonical(this.saved), target: this.target }));
        } else {
            sessionStorage.removeItem(this.kept);
        }
    }

    /** What a choice has no use for steps aside. */
    arrange() {
        const { kind, on_exhausted: exhausted, currency } = this.target;
        this.part('whose').hidden = kind === 'tenant';
        this.part('whose-label').textContent = this.words[`whose_${kind}`] ?? '';
        this.part('whose-hint').textContent = this.words[`whose_${kind}_hint`] ?? '';
        this.part('members').hidden = !HAVE_MEMBERS.includes(kind);
        this.part('place').hidden = exhausted !== 'degrade';
        this.part('exhausted-hint').textContent = this.words[`exhausted_${exhausted}`];
        const other = this.part('other-currency');
        other.hidden = !currency || this.currencies.length === 0 || this.currencies.includes(currency);
        other.textContent = this.words.other_currency.replace('{0}', this.currencies.join(', '));
        this.part('replaces').hidden = this.name === '' || IDENTITY.every((one) => (this.target[one] ?? '') === this.saved[one]);
        this.part('discard').hidden = !this.dirty;
    }

    choseKind() {
        this.field('whose').value = '';
        this.target.whose = '';
        this.changed();
        this.suggest();
    }

    suggestSoon() {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.suggest(), SUGGEST_AFTER);
    }

    async suggest() {
        const list = NAMES[this.target.kind];
        if (list) {
            const typed = encodeURIComponent(this.field('whose').value);
            const page = await json('GET', `${this.tenant}/${list}?limit=20&q=${typed}`).catch(() => ({ data: [] }));
            document.getElementById('budget-names').replaceChildren(...page.data.map((one) => this.suggestion(one)));
        }
    }

    suggestion(one) {
        const isKey = this.target.kind === 'key';
        return new Option(isKey ? `${one.name}, ${one.username}` : '', isKey ? one.id : one.username ?? one.alias ?? one.name);
    }

    async save() {
        const name = this.name || (this.target.name ?? '').trim();
        this.part('save').disabled = true;
        try {
            const headers = this.name === '' ? { 'If-None-Match': '*' } : {};
            await json('PUT', this.address(name || ' '), body(this.target), { headers });
            sessionStorage.removeItem(this.kept);
            sessionStorage.setItem(SAID, this.words.saved.replace('{0}', name));
            this.saved = this.target;
            location.assign(`${location.pathname.replace(/\/[^/]+$/, '')}/${encodeURIComponent(name)}`);
        } catch (fault) {
            this.tell(fault.errors ?? [], fault.message || this.words.unreachable);
            this.part('save').disabled = false;
        }
    }

    /** Each problem beside its field; those that have none above. */
    tell(problems, sentence) {
        const shown = shownProblems(this.element, problems.map((problem) => ({ ...problem, field: placed(problem.field ?? '') })));
        const elsewhere = shown.filter(({ control }) => control === null).map(({ problem }) => problem.message);
        const note = this.part('problems');
        const beside = shown.find(({ control }) => control !== null);
        note.hidden = Boolean(beside) && elsewhere.length === 0;
        this.part('problems-lead').textContent = elsewhere.length === 0 ? sentence : '';
        this.part('problems-list').replaceChildren(...elsewhere.map((message) => leaf('li', message)));
        (beside?.control ?? note).scrollIntoView({ block: 'center' });
        beside?.control.focus();
    }

    discard() {
        sessionStorage.removeItem(this.kept);
        this.target = this.saved;
        location.reload();
    }
}

/** A budget of the API as the form holds it. */
function read(budget) {
    const [[kind, whose]] = Object.entries(budget.scope);
    const degrade = budget.on_exhausted?.degrade;
    return {
        name: budget.name,
        kind,
        whose: kind === 'tenant' ? '' : whose,
        limit: budget.limit,
        currency: budget.currency,
        period: budget.period,
        member_limit: budget.member_limit ?? undefined,
        alert_percent: budget.alert_percent.join(', '),
        on_exhausted: degrade ? 'degrade' : 'refuse',
        then: degrade ?? { ...FRESH.then },
    };
}

/** What the form holds as the API takes it. */
function body(form) {
    const percents = (form.alert_percent ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');
    const sent = {
        scope: { [form.kind]: form.kind === 'tenant' ? true : (form.whose ?? '').trim() },
        period: form.period,
        limit: (form.limit ?? '').trim(),
        currency: (form.currency ?? '').trim().toUpperCase(),
        alert_percent: percents.map((one) => (/^\d+$/.test(one) ? Number(one) : one)),
        on_exhausted: form.on_exhausted === 'degrade' ? { degrade: form.then ?? {} } : 'refuse',
    };
    if (HAVE_MEMBERS.includes(form.kind) && (form.member_limit ?? '').trim() !== '') {
        sent.member_limit = form.member_limit.trim();
    }
    return sent;
}

/** The field of the form that stands for a place in what was sent. */
function placed(field) {
    if (field === 'scope') {
        return 'kind';
    }
    return field.startsWith('scope.') ? 'whose' : field;
}

/** The same text for the same content, in whatever order it was filled in. */
function canonical(value) {
    return JSON.stringify(value, (_, part) => (part && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
        : part));
}

for (const element of document.querySelectorAll('.budget-form')) {
    new BudgetForm(element);
}
