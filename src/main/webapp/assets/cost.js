// Comparing costs: what is typed goes to the API as it stands, and comes back with its sums, formulas and break-evens. No
// arithmetic is done here. The address keeps the scenario, so that it can be sent to somebody.

import { json } from './api.js';
import { icon, leaf } from './elements.js';
import { showProblem } from './shell.js';

const PAUSE = 250;
const SECTIONS = { query: 'per_query', month: 'per_month', refresh: 'per_refresh', once: 'once' };
const PARTS = { amount: ['amount'], tokens: ['tokens', 'price_per_million'], of: ['of'] };

class Comparison {
    constructor(element) {
        this.element = element;
        this.words = JSON.parse(element.dataset.words);
        this.options = this.part('options');
        this.asked = 0;
        this.fill(kept() ?? JSON.parse(element.dataset.costs));
        element.addEventListener('input', (event) => this.changed(event.target));
        element.addEventListener('click', (event) => this.clicked(event.target.closest('button')));
        this.compare();
    }

    part(name, root = this.element) {
        return root.querySelector(`[data-${name}]`);
    }

    fill(scenario) {
        for (const field of this.element.querySelectorAll('[data-frame]')) {
            field.value = scenario[field.dataset.frame] ?? (field.dataset.frame === 'days_per_month' ? '30' : '');
        }
        this.options.replaceChildren();
        for (const [name, option] of Object.entries(scenario.options ?? {})) {
            this.addOption(name, option);
        }
    }

    addOption(name, option) {
        const card = this.copy('option-template');
        this.part('name', card).value = name;
        this.part('refreshes', card).value = option.refreshes_per_year ?? '';
        this.options.append(card);
        for (const [per, section] of Object.entries(SECTIONS)) {
            for (const [line, basis] of Object.entries(option[section] ?? {})) {
                this.addLine(card, line, per, typeof basis === 'object' ? basis : { amount: basis });
            }
        }
        this.arrange(card);
        return card;
    }

    addLine(card, name, per, basis) {
        const line = this.copy('line-template');
        const how = 'of' in basis ? 'of' : 'tokens' in basis ? 'tokens' : 'amount';
        for (const [part, value] of Object.entries({ times: '1', ...basis, name, per, how })) {
            this.part(`part="${part}"`, line).value = value;
        }
        this.part('lines', card).append(line);
        return line;
    }

    copy(template) {
        return this.part(template).content.firstElementChild.cloneNode(true);
    }

    /** Shows the fields that a line needs, and those of an option that some line needs. */
    arrange(card) {
        const lines = [...card.querySelectorAll('.cost-line')];
        for (const line of lines) {
            const how = this.part('part="how"', line).value;
            for (const field of line.querySelectorAll('[data-when]')) {
                field.hidden = field.dataset.when !== how;
            }
            this.part('legend', line).textContent = this.part('part="name"', line).value;
        }
        this.part('refreshes-field', card).hidden = !lines.some((line) => this.part('part="per"', line).value === 'refresh');
    }

    changed(field) {
        const card = field.closest('.cost-option');
        if (card) {
            this.arrange(card);
        }
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.compare(), PAUSE);
    }

    clicked(button) {
        if (!button) {
            return;
        }
        const card = button.closest('.cost-option');
        if ('addOption' in button.dataset) {
            const added = this.addOption(this.words.new_option.replace('{0}', this.options.children.length + 1), {});
            this.part('name', added).focus();
        } else if ('addLine' in button.dataset) {
            const count = card.querySelectorAll('.cost-line').length + 1;
            const line = this.addLine(card, this.words.new_line.replace('{0}', count), 'query', { amount: '0' });
            this.arrange(card);
            this.part('part="name"', line).focus();
        } else if ('remove' in button.dataset) {
            const gone = button.closest('.cost-line') ?? card;
            const next = gone.nextElementSibling ?? gone.previousElementSibling;
            gone.remove();
            (next?.querySelector('input') ?? this.part('add-option')).focus();
            if (card.isConnected) {
                this.arrange(card);
            }
        } else {
            return;
        }
        this.changed(this.element);
    }

    /** The scenario as the API takes it, and the field that each path in it stands for. */
    read() {
        const fields = new Map();
        const scenario = {};
        for (const field of this.element.querySelectorAll('[data-frame]')) {
            scenario[field.dataset.frame] = field.value.trim();
            fields.set(`scenario.${field.dataset.frame}`, field);
        }
        scenario.options = {};
        for (const card of this.options.children) {
            this.readOption(card, scenario.options, fields);
        }
        return { scenario, fields };
    }

    readOption(card, options, fields) {
        const name = this.unique(this.part('name', card), options);
        const path = `scenario.options.${name}`;
        const option = {};
        options[name] = option;
        fields.set(path, this.part('name', card));
        fields.set(`${path}.refreshes_per_year`, this.part('refreshes', card));
        if (!this.part('refreshes-field', card).hidden) {
            option.refreshes_per_year = this.part('refreshes', card).value.trim();
        }
        for (const line of card.querySelectorAll('.cost-line')) {
            this.readLine(line, option, path, fields);
        }
    }

    readLine(line, option, optionPath, fields) {
        const field = (part) => this.part(`part="${part}"`, line);
        const section = SECTIONS[field('per').value];
        option[section] ??= {};
        const name = this.unique(field('name'), option[section]);
        const path = `${optionPath}.${section}.${name}`;
        const basis = { times: field('times').value.trim() || '1' };
        fields.set(path, field('name'));
        fields.set(`${path}.times`, field('times'));
        for (const part of PARTS[field('how').value]) {
            basis[part] = field(part).value.trim() || (part === 'of' ? ' ' : '');
            fields.set(`${path}.${part}`, field(part));
        }
        option[section][name] = basis;
    }

    /** Two of one name would be one in what is sent, so that the second is refused here. */
    unique(field, taken) {
        const name = field.value.trim();
        if (name in taken) {
            throw { errors: [{ input: field, message: this.words.duplicate }] };
        }
        return name;
    }

    async compare() {
        const asked = ++this.asked;
        this.element.querySelectorAll('.field-error').forEach((old) => old.remove());
        this.element.querySelectorAll('[aria-invalid]').forEach((field) => field.removeAttribute('aria-invalid'));
        let fields = new Map();
        try {
            const read = this.read();
            fields = read.fields;
            history.replaceState(history.state, '', `#${encodeURIComponent(JSON.stringify(read.scenario))}`);
            const result = await json('POST', '/api/v1/costs/compare', { scenario: read.scenario });
            if (asked === this.asked) {
                document.getElementById('problems').replaceChildren();
                this.show(result);
            }
        } catch (fault) {
            if (asked === this.asked) {
                this.complain(fault, fields);
            }
        }
    }

    complain(fault, fields) {
        const elsewhere = (fault.errors ?? [{ message: fault.message }]).filter((error) => {
            const input = error.input ?? fields.get(error.field);
            if (input) {
                const note = leaf('span', error.message, 'field-error');
                note.setAttribute('role', 'alert');
                input.setAttribute('aria-invalid', 'true');
                input.closest('.field').append(note);
            }
            return !input;
        });
        if (elsewhere.length > 0) {
            showProblem(elsewhere[0].message || this.words.unreachable);
        }
    }

    show(result) {
        const options = Object.entries(result.options);
        const least = options.map(([, option]) => option.per_month).sort(byValue)[0];
        this.part('result').replaceChildren(...options.map(([name, option]) => this.row(name, option, result.currency, least)));
        const verdicts = (result.break_even ?? []).map((pair) => leaf('li', pair.in_words));
        this.part('verdicts').replaceChildren(...(verdicts.length > 0 ? verdicts : [leaf('li', this.words.one_option, 'muted')]));
        for (const card of this.options.children) {
            this.showOption(card, result.options[this.part('name', card).value.trim()], result.currency);
        }
    }

    row(name, option, currency, least) {
        const row = document.createElement('tr');
        const heading = leaf('th', name);
        heading.scope = 'row';
        row.append(heading);
        for (const amount of [option.per_day, option.per_month, option.per_year, option.once]) {
            row.append(leaf('td', money(amount, currency), 'number nowrap'));
        }
        if (option.per_month === least) {
            const chip = leaf('span', '', 'chip chip-ok');
            chip.append(icon('check-circle'), this.words.cheapest);
            heading.append(' ', chip);
        }
        return row;
    }

    showOption(card, option, currency) {
        this.part('total', card).textContent = this.words.monthly.replace('{0}', money(option.per_month, currency));
        for (const shown of card.querySelectorAll('.cost-line')) {
            const name = this.part('part="name"', shown).value.trim();
            const per = this.part('part="per"', shown).value;
            const line = option.lines.find((each) => each.name === name && each.per === per);
            const amount = per === 'once' ? this.words.once.replace('{0}', money(line.amount, currency)) : this.words.monthly.replace('{0}', money(line.monthly, currency));
            this.part('formula', shown).textContent = line.formula;
            this.part('monthly', shown).textContent = `= ${amount}`;
        }
    }
}

/** The scenario that the address keeps; nothing where it keeps none. */
function kept() {
    try {
        const scenario = JSON.parse(decodeURIComponent(location.hash.slice(1)));
        return scenario && typeof scenario.options === 'object' ? scenario : null;
    } catch {
        return null;
    }
}

/** An exact decimal with its digits grouped, and not one digit less. */
function money(amount, currency) {
    const [whole, fraction] = amount.split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return `${fraction ? `${grouped}.${fraction}` : grouped} ${currency}`;
}

function byValue(one, other) {
    return Number(one) - Number(other);
}

for (const element of document.querySelectorAll('[data-costs]')) {
    new Comparison(element);
}
