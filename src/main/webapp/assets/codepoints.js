// Offsets in the API count Unicode code points; JavaScript's strings count UTF-16 units.

/** The UTF-16 index at which the code point of this number begins. */
export function indexOf(text, codePoints) {
    let index = 0;
    for (let passed = 0; passed < codePoints && index < text.length; passed++) {
        index += text.codePointAt(index) > 0xffff ? 2 : 1;
    }
    return index;
}

/** The text before, inside and after a span that is given in code points. */
export function cut(text, start, end) {
    const from = indexOf(text, start);
    const to = from + indexOf(text.slice(from), end - start);
    return { before: text.slice(0, from), inside: text.slice(from, to), after: text.slice(to) };
}
