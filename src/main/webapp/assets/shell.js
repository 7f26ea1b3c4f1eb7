// The frame's own behaviour: theme, navigation drawer, menus, moments in the person's time zone, copying, confirming.

import { call } from './api.js';

const YEAR = 31536000;
const SAID = 'groundwork-toast';

function chooseTheme(choice) {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `groundwork-theme=${choice}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
    document.documentElement.dataset.theme = choice;
    for (const sheet of document.querySelectorAll('link[data-palette]')) {
        const palette = sheet.dataset.palette;
        sheet.media = choice === 'system' ? `(prefers-color-scheme: ${palette})` : choice === palette ? 'all' : 'not all';
    }
    for (const button of document.querySelectorAll('[data-theme-choice]')) {
        button.setAttribute('aria-pressed', String(button.dataset.themeChoice === choice));
    }
}

function openNavigation(open) {
    document.getElementById('navigation')?.classList.toggle('shell-nav-open', open);
    if (open) {
        document.querySelector('#navigation a')?.focus();
    } else {
        document.querySelector('[data-navigation="open"]')?.focus();
    }
}

function closeMenus(except) {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
        if (menu !== except) {
            menu.open = false;
        }
    }
}

async function copy(button) {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    const label = button.querySelector('[data-copy-label]');
    if (label) {
        label.textContent = button.dataset.copied;
    }
}

/** Asks first where an act cannot be undone; resolves to whether it is wanted. */
function confirmed(button) {
    const dialog = document.getElementById('confirm');
    if (!button.dataset.confirm) {
        return Promise.resolve(true);
    }
    dialog.querySelector('[data-confirm-sentence]').textContent = button.dataset.confirm;
    const yes = dialog.querySelector('[value="yes"]');
    yes.textContent = button.textContent.trim();
    yes.className = `button button-${button.classList.contains('button-danger') ? 'danger' : 'primary'}`;
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }));
}

/** A button that does one thing through the API: data-method, data-address, data-body; then the page is shown anew. */
async function act(button) {
    if (!(await confirmed(button))) {
        return;
    }
    button.disabled = true;
    try {
        await call(button.dataset.method, button.dataset.address, button.dataset.body ? JSON.parse(button.dataset.body) : undefined);
        sessionStorage.setItem(SAID, button.dataset.done);
        location.assign(button.dataset.then || location.href);
    } catch (fault) {
        button.disabled = false;
        showProblem(fault.message || document.getElementById('problems').dataset.unreachable);
    }
}

/** A form that does one thing through the API with what is typed into it; what is wrong stands beside its field. */
async function sendForm(form) {
    const button = form.querySelector('[type="submit"]');
    const filled = [...new FormData(form)].filter(([, value]) => value !== '');
    form.querySelectorAll('.field-error').forEach((old) => old.remove());
    button.disabled = true;
    try {
        await call(form.dataset.calls, form.dataset.address, Object.fromEntries(filled));
        sessionStorage.setItem(SAID, form.dataset.done);
        location.assign(form.dataset.then || location.href);
    } catch (fault) {
        button.disabled = false;
        const elsewhere = fault.errors?.length ? fault.errors.filter((one) => !showBeside(form, one)) : [fault];
        if (elsewhere.length > 0) {
            showProblem(elsewhere[0].message || document.getElementById('problems').dataset.unreachable);
        }
    }
}

function showBeside(form, { field, message }) {
    const place = form.elements[field]?.closest('.field');
    if (place) {
        const error = document.createElement('span');
        error.className = 'field-error';
        error.setAttribute('role', 'alert');
        error.textContent = message;
        place.append(error);
        form.elements[field].setAttribute('aria-invalid', 'true');
    }
    return Boolean(place);
}

export function showProblem(sentence) {
    const problems = document.getElementById('problems');
    const note = document.createElement('div');
    note.className = 'note note-danger';
    note.setAttribute('role', 'alert');
    note.textContent = sentence;
    problems.replaceChildren(note);
    note.scrollIntoView({ block: 'center' });
}

export function say(sentence) {
    const toast = document.createElement('div');
    toast.className = 'toast';
    const icon = document.createElement('span');
    icon.className = 'pi pi-check-circle';
    icon.setAttribute('aria-hidden', 'true');
    toast.append(icon, document.createTextNode(sentence));
    document.querySelector('.toasts')?.append(toast);
    setTimeout(() => toast.remove(), 6000);
}

export function localTimes(root = document) {
    const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
    for (const time of root.querySelectorAll('time[datetime]')) {
        const moment = new Date(time.dateTime);
        if (!Number.isNaN(moment.getTime())) {
            time.textContent = format.format(moment);
        }
    }
}

document.addEventListener('click', (event) => {
    const target = event.target;
    closeMenus(target.closest('details.menu'));
    const theme = target.closest('[data-theme-choice]');
    if (theme) {
        chooseTheme(theme.dataset.themeChoice);
        closeMenus();
    }
    const navigation = target.closest('[data-navigation]');
    if (navigation) {
        openNavigation(navigation.dataset.navigation === 'open');
    }
    const copied = target.closest('[data-copy]');
    if (copied) {
        copy(copied);
    }
    const actor = target.closest('[data-method]');
    if (actor) {
        act(actor);
    }
    const opener = target.closest('[data-opens]');
    if (opener) {
        document.getElementById(opener.dataset.opens)?.showModal();
    }
    if (target.closest('[data-closes]')) {
        target.closest('dialog')?.close();
    }
});

document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
        const open = document.querySelector('details.menu[open]');
        closeMenus();
        open?.querySelector('summary')?.focus();
        if (document.querySelector('.shell-nav-open')) {
            openNavigation(false);
        }
    }
});

/** A slider says its value in words, too. */
document.addEventListener('input', (event) => {
    const shown = event.target.dataset?.shows && document.getElementById(event.target.dataset.shows);
    if (shown) {
        shown.textContent = `${event.target.value} %`;
    }
});

// Filters are part of the address: fields left empty stay out of it.
document.addEventListener('submit', (event) => {
    if (event.target.matches('form[data-calls]')) {
        event.preventDefault();
        sendForm(event.target);
    }
    if (event.target.matches('form.filters')) {
        for (const field of event.target.elements) {
            if (field.name && field.value === '') {
                field.disabled = true;
            }
        }
    }
});

/** Names to choose from while one is typed; in a field of several, for the one after the last comma. */
function suggest(input) {
    const list = document.createElement('datalist');
    list.id = `${input.id}_names`;
    input.after(list);
    input.setAttribute('list', list.id);
    let waiting = null;
    const ask = async () => {
        const typed = input.value.split(',');
        const last = input.dataset.many ? typed.pop().trim() : input.value.trim();
        const before = input.dataset.many && typed.length > 0 ? `${typed.join(',')}, ` : '';
        const reply = await call('GET', `${input.dataset.suggest}?limit=10&q=${encodeURIComponent(last)}`).catch(() => null);
        const page = reply ? await reply.json() : { data: [] };
        list.replaceChildren(...page.data.map((one) => new Option('', before + (one.username ?? one.name))));
    };
    input.addEventListener('focus', ask, { once: true });
    input.addEventListener('input', () => {
        clearTimeout(waiting);
        waiting = setTimeout(ask, 150);
    });
}

/** A table wider than its frame can be scrolled with the keyboard, too, and says what it is. */
function reach(frame) {
    if (frame.scrollWidth > frame.clientWidth) {
        const heading = frame.closest('section')?.querySelector('h2') ?? document.querySelector('h1');
        frame.tabIndex = 0;
        frame.setAttribute('role', 'group');
        frame.setAttribute('aria-label', heading?.textContent.trim() ?? document.title);
    } else {
        frame.removeAttribute('tabindex');
        frame.removeAttribute('role');
        frame.removeAttribute('aria-label');
    }
}

const frames = new ResizeObserver((changed) => changed.forEach((one) => reach(one.target)));
document.querySelectorAll('.table-frame').forEach((frame) => {
    reach(frame);
    frames.observe(frame);
});
document.querySelectorAll('[data-suggest]').forEach(suggest);
localTimes();
if (sessionStorage.getItem(SAID)) {
    say(sessionStorage.getItem(SAID));
    sessionStorage.removeItem(SAID);
}
for (const toast of document.querySelectorAll('.toast')) {
    setTimeout(() => toast.remove(), 6000);
}
for (const field of document.querySelectorAll('.field')) {
    const message = field.querySelector('.field-error');
    const input = field.querySelector('input, textarea, select');
    if (input) {
        const described = [...field.querySelectorAll('.field-hint, .field-error')].filter((part) => part.id).map((part) => part.id);
        if (described.length > 0) {
            input.setAttribute('aria-describedby', described.join(' '));
        }
        if (message) {
            input.setAttribute('aria-invalid', 'true');
        }
    }
}
document.querySelector('[aria-invalid="true"]')?.focus();
