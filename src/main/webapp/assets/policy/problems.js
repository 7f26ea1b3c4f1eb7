// Puts the server's sentences beside the fields that they name.

/** Shows each problem at its field; answers with each problem and its control, null where no field of the page stands for it. */
export function shownProblems(editor, problems) {
    const fields = new Map();
    clear(editor);
    for (const part of editor.querySelectorAll('[data-field], [data-pick]')) {
        fields.set(placeOf(part), part);
    }
    return problems.map((problem) => {
        const field = nearest(fields, problem.field ?? '');
        return { problem, control: field ? put(field, problem) : null };
    });
}

function clear(editor) {
    for (const old of editor.querySelectorAll('[data-problem]')) {
        old.remove();
    }
    for (const part of editor.querySelectorAll('[aria-invalid]')) {
        part.removeAttribute('aria-invalid');
        part.removeAttribute('aria-describedby');
    }
}

/** Where in the document the value of a control stands. */
function placeOf(part) {
    const name = part.dataset.field ?? part.dataset.pick;
    const rule = part.closest('[data-at]');
    if (rule) {
        return `rules.${rule.dataset.at}.${name}`;
    }
    const place = part.closest('[data-place]')?.dataset.place;
    return place ? name.replace(/^then\b/, place) : name;
}

/** The field of this place, or of the part that holds it: rules[1].then.fallbacks[0] stands at the fallbacks. */
function nearest(fields, written) {
    const path = written.replace(/\[(\d+)\]/g, '.$1').split('.');
    for (let length = path.length; length > 0; length--) {
        const field = fields.get(path.slice(0, length).join('.'));
        if (field) {
            return field;
        }
    }
    return path[0] === 'rules' && path.length > 1 ? fields.get(`rules.${path[1]}.name`) : null;
}

let made = 0;

function put(field, problem) {
    const message = document.createElement('span');
    const warns = problem.severity === 'warning';
    message.className = warns ? 'field-warning' : 'field-error';
    message.dataset.problem = '';
    message.id = `policy_problem_${made++}`;
    message.textContent = problem.message;
    field.closest('.field').append(message);
    const control = field.dataset.pick ? field.querySelector('select') : field;
    control.setAttribute('aria-invalid', String(!warns));
    control.setAttribute('aria-describedby', message.id);
    const details = field.closest('details');
    if (details) {
        details.open = true;
    }
    return control;
}
