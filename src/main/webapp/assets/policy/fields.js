// The fields of one part of a policy. Each control names the place of its value in the document; the document is the only
// truth, and what no field knows stays in it untouched.

import { icon } from '../elements.js';

/** Binds every control below the element to its place in the target. */
export class Fields {
    constructor(element, target, onChange) {
        this.target = target;
        this.onChange = onChange;
        for (const control of element.querySelectorAll('[data-field]')) {
            this.fill(control);
            control.addEventListener('input', () => this.take(control));
        }
        for (const pick of element.querySelectorAll('[data-pick]')) {
            new Pick(pick, this.read(pick.dataset.pick) ?? [], (names) => this.write(pick.dataset.pick, names));
        }
        for (const more of element.querySelectorAll('details')) {
            more.open = [...more.querySelectorAll('[data-field], [data-pick]')].some((part) => this.read(part.dataset.field ?? part.dataset.pick) !== undefined);
        }
    }

    read(field) {
        return field.split('.').reduce((object, name) => object?.[name], this.target);
    }

    fill(control) {
        const value = this.read(control.dataset.field);
        if (control.type === 'checkbox') {
            control.checked = value ?? control.dataset.usual === 'true';
        } else if (control.dataset.kind === 'json') {
            control.value = value === undefined ? '' : JSON.stringify(value, null, 2);
        } else {
            if (control.tagName === 'SELECT' && value !== undefined && ![...control.options].some((option) => option.value === String(value))) {
                control.add(new Option(value, value));
            }
            control.value = value ?? '';
        }
    }

    take(control) {
        const kind = control.dataset.kind;
        if (control.type === 'checkbox') {
            this.write(control.dataset.field, control.checked);
        } else if (kind === 'number') {
            this.write(control.dataset.field, control.value === '' ? undefined : Number(control.value));
        } else if (kind === 'json') {
            this.takeJson(control);
        } else {
            this.write(control.dataset.field, control.value === '' ? undefined : control.value);
        }
    }

    takeJson(control) {
        try {
            this.write(control.dataset.field, control.value.trim() === '' ? undefined : JSON.parse(control.value));
            control.classList.remove('invalid');
        } catch {
            control.classList.add('invalid');
        }
    }

    /** An empty value leaves the document, and so does a part that held nothing else. */
    write(field, value) {
        const names = field.split('.');
        const last = names.pop();
        const above = names.map((_, at) => names.slice(0, at + 1));
        let object = this.target;
        for (const name of names) {
            object[name] ??= {};
            object = object[name];
        }
        if (value === undefined || (Array.isArray(value) && value.length === 0)) {
            delete object[last];
        } else {
            object[last] = value;
        }
        for (const path of above.reverse()) {
            const parent = path.slice(0, -1).reduce((part, name) => part[name], this.target);
            const name = path.at(-1);
            if (path.length > 1 && Object.keys(parent[name]).length === 0) {
                delete parent[name];
            }
        }
        this.onChange();
    }
}

/** Several names in order: those chosen, each with a way out, and a list of those that are left. */
class Pick {
    constructor(element, names, onChange) {
        this.names = [...names];
        this.onChange = onChange;
        this.list = element.querySelector('ul');
        this.choice = element.querySelector('select');
        this.removeWord = element.dataset.remove;
        this.labels = new Map([...this.choice.options].filter((option) => option.value !== '').map((option) => [option.value, option.text]));
        this.choice.addEventListener('change', () => this.add(this.choice.value));
        this.show();
    }

    add(name) {
        if (name !== '') {
            this.names.push(name);
            this.changed();
            this.choice.focus();
        }
    }

    remove(name) {
        this.names = this.names.filter((other) => other !== name);
        this.changed();
        this.choice.focus();
    }

    changed() {
        this.show();
        this.onChange([...this.names]);
    }

    show() {
        this.list.replaceChildren(...this.names.map((name) => this.entry(name)));
        this.list.hidden = this.names.length === 0;
        const first = this.choice.options[0];
        const left = [...this.labels].filter(([name]) => !this.names.includes(name));
        this.choice.replaceChildren(first, ...left.map(([name, label]) => new Option(label, name)));
        this.choice.value = '';
    }

    entry(name) {
        const item = document.createElement('li');
        item.className = 'rule-entry';
        const label = document.createElement('span');
        label.textContent = this.labels.get(name) ?? name;
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button button-quiet button-icon';
        button.setAttribute('aria-label', `${this.removeWord} ${label.textContent}`);
        button.append(icon('times'));
        button.addEventListener('click', () => this.remove(name));
        item.append(label, button);
        return item;
    }
}
