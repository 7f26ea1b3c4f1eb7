// Reads the event stream of one answer. Every event is a JSON object after "data:"; "[DONE]" ends it.

import { ApiError, call } from '../api.js';

/**
 * Asks, and calls onText with each piece of the answer as it comes, onBegun with the first "groundwork" part, which names
 * answer and conversation before a word of the answer is there.
 * Resolves to the last event's "groundwork" part; rejects with an ApiError, or an AbortError after Stop.
 */
export async function ask(request, { onText, onBegun }, signal) {
    const reply = await call('POST', '/v1/chat/completions', { ...request, stream: true }, { signal, accept: 'text/event-stream' });
    let groundwork = null;
    let ended = false;
    for await (const data of events(reply.body)) {
        if (data === '[DONE]') {
            ended = true;
            break;
        }
        const event = JSON.parse(data);
        if (event.error) {
            throw new ApiError(event.error.message, event.error.code, 200, null);
        }
        if (event.groundwork) {
            if (groundwork === null) {
                onBegun(event.groundwork);
            }
            groundwork = event.groundwork;
        }
        const piece = event.choices?.[0]?.delta?.content;
        if (piece) {
            onText(piece);
        }
    }
    if (!ended) {
        throw new ApiError('', 'cut_off', 200, null);
    }
    return groundwork;
}

async function* events(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let waiting = '';
    for (;;) {
        const { value, done } = await reader.read();
        if (done) {
            return;
        }
        waiting += value;
        const frames = waiting.split(/\r?\n\r?\n/);
        waiting = frames.pop();
        for (const frame of frames) {
            const lines = frame.split(/\r?\n/).filter((line) => line.startsWith('data:'));
            if (lines.length > 0) {
                yield lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n');
            }
        }
    }
}
