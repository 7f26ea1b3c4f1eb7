// Turns the text of an answer into elements: paragraphs, lists, code, bold, and citation chips. Only text nodes and the
// few elements below are ever made, so nothing in an answer can become an image, a link or a script.

import { leaf } from '../elements.js';

const FENCE = /^```/;
const BULLET = /^\s*[-*•]\s+(.*)$/;
const NUMBERED = /^\s*\d+[.)]\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*)$/;
const INLINE = /(`[^`]+`|\*\*[^*]+\*\*|\[\d{1,3}\])/;

/** Fills the element; chip(number) makes the chip of a citation, or null where there is none of that number. */
export function format(element, text, chip) {
    element.replaceChildren(...blocks(text.split('\n'), chip));
}

function blocks(lines, chip) {
    const made = [];
    for (let i = 0; i < lines.length; ) {
        const line = lines[i];
        if (line.trim() === '') {
            i++;
        } else if (FENCE.test(line)) {
            const end = lines.findIndex((other, at) => at > i && FENCE.test(other));
            const last = end < 0 ? lines.length : end;
            made.push(code(lines.slice(i + 1, last).join('\n')));
            i = last + 1;
        } else if (BULLET.test(line) || NUMBERED.test(line)) {
            const pattern = BULLET.test(line) ? BULLET : NUMBERED;
            const taken = takeWhile(lines, i, (other) => pattern.test(other));
            made.push(list(pattern === BULLET ? 'ul' : 'ol', taken.map((item) => item.match(pattern)[1]), chip));
            i += taken.length;
        } else if (HEADING.test(line)) {
            made.push(paragraph(`**${line.match(HEADING)[1]}**`, chip));
            i++;
        } else {
            const taken = takeWhile(lines, i, (other) => other.trim() !== '' && ![FENCE, BULLET, NUMBERED, HEADING].some((p) => p.test(other)));
            made.push(paragraph(taken.join('\n'), chip));
            i += taken.length;
        }
    }
    return made;
}

function takeWhile(lines, from, wanted) {
    let to = from;
    while (to < lines.length && wanted(lines[to])) {
        to++;
    }
    return lines.slice(from, to);
}

function code(text) {
    const block = document.createElement('pre');
    const inner = document.createElement('code');
    inner.textContent = text;
    block.append(inner);
    block.tabIndex = 0;
    return block;
}

function list(kind, items, chip) {
    const element = document.createElement(kind);
    for (const item of items) {
        const entry = document.createElement('li');
        entry.append(...inline(item, chip));
        element.append(entry);
    }
    return element;
}

function paragraph(text, chip) {
    const element = document.createElement('p');
    element.append(...inline(text, chip));
    return element;
}

function inline(text, chip) {
    return text.split(INLINE).filter((part) => part !== '').map((part) => {
        if (/^`[^`]+`$/.test(part)) {
            return leaf('code', part.slice(1, -1));
        }
        if (/^\*\*[^*]+\*\*$/.test(part)) {
            return leaf('strong', part.slice(2, -2));
        }
        const mark = part.match(/^\[(\d{1,3})\]$/);
        return (mark && chip(Number(mark[1]))) || document.createTextNode(part);
    });
}
