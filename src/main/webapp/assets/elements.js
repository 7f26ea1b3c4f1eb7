// Small elements for what scripts show. Text is never anything but text.

export function leaf(kind, text, style) {
    const element = document.createElement(kind);
    element.textContent = text;
    if (style) {
        element.className = style;
    }
    return element;
}

/** A decorative icon; the word beside it carries the meaning. */
export function icon(name) {
    const sign = leaf('span', '', `pi pi-${name}`);
    sign.setAttribute('aria-hidden', 'true');
    return sign;
}
