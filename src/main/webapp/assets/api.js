// Calls to the product's own API with the session of this page. The header proves that a page of ours is calling: a
// foreign page can make a browser send the cookie, but not this.

const OURS = { 'X-Groundwork-Client': 'page' };

export class ApiError extends Error {
    constructor(message, code, status, retryAfter, errors = []) {
        super(message);
        this.errors = errors;
        this.code = code;
        this.status = status;
        this.retryAfter = retryAfter;
    }
}

/** The reply, if it is a good one; an ApiError with the server's own sentence otherwise. */
export async function call(method, address, body, options = {}) {
    const headers = { ...OURS, ...options.headers, Accept: options.accept ?? 'application/json' };
    if (body !== undefined) {
        headers['Content-Type'] = options.type ?? 'application/json';
    }
    let reply;
    try {
        reply = await fetch(address, {
            method,
            headers,
            body: body === undefined || options.type ? body : JSON.stringify(body),
            signal: options.signal,
            credentials: 'same-origin',
            redirect: 'error',
        });
    } catch (fault) {
        if (fault.name === 'AbortError') {
            throw fault;
        }
        throw new ApiError('', 'unreachable', 0);
    }
    if (!reply.ok) {
        throw await problem(reply);
    }
    return reply;
}

export async function json(method, address, body, options) {
    const reply = await call(method, address, body, options);
    return reply.status === 204 ? null : reply.json();
}

export async function text(address, options = {}) {
    return (await call('GET', address, undefined, { ...options, accept: 'text/plain' })).text();
}

/** A table of the API as a file that the browser keeps. */
export async function save(address, name) {
    const file = await (await call('GET', address, undefined, { accept: 'text/csv' })).blob();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
}

/** Both shapes of a problem: OpenAI's under /v1, problem+json elsewhere. */
async function problem(reply) {
    const retryAfter = Number(reply.headers.get('Retry-After')) || null;
    const body = await reply.json().catch(() => ({}));
    const error = body.error ?? {};
    const field = body.errors?.[0]?.message;
    return new ApiError(error.message ?? field ?? body.detail ?? '', error.code ?? body.code ?? '', reply.status, retryAfter, body.errors);
}

/** Sends a file with its progress, which fetch cannot tell. */
export function upload(address, form, onProgress) {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('POST', address);
        request.setRequestHeader('X-Groundwork-Client', 'page');
        request.setRequestHeader('Accept', 'application/json');
        request.upload.addEventListener('progress', (event) => {
            if (event.lengthComputable) {
                onProgress(event.loaded / event.total);
            }
        });
        request.addEventListener('load', () => {
            let body = {};
            try {
                body = JSON.parse(request.responseText);
            } catch {
                body = {};
            }
            if (request.status >= 200 && request.status < 300) {
                resolve(body);
            } else {
                reject(new ApiError(body.errors?.[0]?.message ?? body.detail ?? '', body.code ?? '', request.status, null));
            }
        });
        request.addEventListener('error', () => reject(new ApiError('', 'unreachable', 0)));
        request.send(form);
    });
}
