// The page on which a person asks: composer, scope, thread. The address follows the conversation, so that a reload or a
// shared link opens it again.

import { json } from '../api.js';
import { Answer } from './answer.js';
import { Sources } from './sources.js';
import { ask } from './stream.js';

const KEPT_TURNS = 20;
const LOOK_AGAIN_MS = 1500;
const MOST_LOOKS = 80;

class Conversation {
    constructor(page) {
        this.page = page;
        this.words = JSON.parse(page.dataset.words);
        this.tenant = page.dataset.tenant;
        this.id = page.dataset.conversation || null;
        this.thread = page.querySelector('[data-thread]');
        this.status = page.querySelector('[data-status]');
        this.input = page.querySelector('[data-input]');
        this.send = page.querySelector('[data-send]');
        this.stop = page.querySelector('[data-stop]');
        this.sources = new Sources(page, this.tenant, this.words);
        this.messages = [];
        this.tally = { input: 0, cached: 0 };
        this.last = null;
        this.running = null;
        this.bind();
    }

    bind() {
        this.page.querySelector('[data-composer]').addEventListener('submit', (event) => {
            event.preventDefault();
            this.submit();
        });
        this.input.addEventListener('keydown', (event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
                event.preventDefault();
                this.submit();
            }
        });
        this.input.addEventListener('input', () => this.fit());
        this.stop.addEventListener('click', () => this.running?.abort());
        for (const suggestion of this.page.querySelectorAll('[data-suggestion]')) {
            suggestion.addEventListener('click', () => this.start(suggestion.textContent.trim()));
        }
        const everything = this.page.querySelector('[data-scope-all]');
        everything?.addEventListener('click', () => this.scopeAll());
        for (const chip of this.chips) {
            chip.addEventListener('click', () => this.toggle(chip));
        }
        document.addEventListener('keydown', (event) => this.key(event));
    }

    get chips() {
        return [...this.page.querySelectorAll('[data-scope]')];
    }

    key(event) {
        if (event.key === 'Escape' && this.running) {
            this.running.abort();
        } else if (event.key === 'Escape' && this.sources.isOpen) {
            this.sources.close();
        } else if (event.altKey && /^[1-9]$/.test(event.key)) {
            const citation = this.last?.citations?.find((one) => one.number === Number(event.key));
            if (citation) {
                event.preventDefault();
                this.sources.open(citation, this.last.citations, this.input);
            }
        }
    }

    toggle(chip) {
        chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
        this.page.querySelector('[data-scope-all]')?.setAttribute('aria-pressed', String(this.scope.length === 0));
    }

    scopeAll() {
        this.chips.forEach((chip) => chip.setAttribute('aria-pressed', 'false'));
        this.page.querySelector('[data-scope-all]').setAttribute('aria-pressed', 'true');
    }

    get scope() {
        return this.chips.filter((chip) => chip.getAttribute('aria-pressed') === 'true').map((chip) => chip.dataset.scope);
    }

    fit() {
        this.input.style.height = 'auto';
        this.input.style.height = `${Math.min(this.input.scrollHeight, 200)}px`;
    }

    submit() {
        const question = this.input.value.trim();
        if (question !== '' && !this.running) {
            this.input.value = '';
            this.fit();
            this.start(question);
        }
    }

    async start(question) {
        const answer = this.place(question);
        answer.begin();
        this.busy(new AbortController());
        this.say(this.words.answering);
        answer.element.scrollIntoView({ block: 'start' });
        try {
            const heard = { onText: (piece) => this.grow(answer, piece), onBegun: (groundwork) => this.begun(answer, groundwork) };
            const groundwork = await ask(this.request(question), heard, this.running.signal);
            this.finished(question, answer, groundwork);
        } catch (fault) {
            this.fell(answer, fault);
        } finally {
            this.busy(null);
            this.input.focus({ preventScroll: true });
        }
    }

    place(question) {
        this.page.querySelector('[data-welcome]')?.remove();
        const answer = new Answer(this.page, question, this.sources, this.words, this.tally);
        for (const again of ['retry', 'again']) {
            answer.part(again).addEventListener('click', () => this.again(question, answer));
        }
        this.thread.append(answer.element);
        this.last = answer;
        return answer;
    }

    again(question, answer) {
        if (!this.running) {
            answer.element.remove();
            this.start(question);
        }
    }

    /** The address follows at once, so that a reload after Stop finds the conversation. */
    begun(answer, groundwork) {
        answer.begun(groundwork);
        this.follow(groundwork.conversation_id);
    }

    grow(answer, piece) {
        const scroller = document.scrollingElement;
        const atEnd = scroller.scrollHeight - scroller.scrollTop - window.innerHeight < 80;
        answer.add(piece);
        if (atEnd) {
            scroller.scrollTop = scroller.scrollHeight;
        }
    }

    request(question) {
        const groundwork = {};
        if (this.id) {
            groundwork.conversation_id = this.id;
        }
        if (this.scope.length > 0) {
            groundwork.collections = this.scope;
        }
        return { model: 'assistant', messages: [...this.messages.slice(-KEPT_TURNS), { role: 'user', content: question }], groundwork };
    }

    finished(question, answer, groundwork) {
        answer.finish(answer.text, groundwork);
        this.messages.push({ role: 'user', content: question }, { role: 'assistant', content: answer.text });
        this.follow(groundwork?.conversation_id);
        const count = groundwork?.citations?.length ?? 0;
        this.say(groundwork?.abstained ? this.words.abstained : this.words.ready.replace('{0}', count));
    }

    fell(answer, fault) {
        if (fault.name === 'AbortError') {
            answer.stopped();
            this.say(this.words.stopped);
            return;
        }
        const sentence = fault.message || this.words[fault.code] || this.words.unreachable;
        answer.failed(sentence, fault.code);
        this.say(sentence);
    }

    follow(id) {
        if (id && id !== this.id) {
            this.id = id;
            history.replaceState(null, '', `/t/${this.tenant}/ask/${encodeURIComponent(id)}`);
        }
    }

    busy(controller) {
        this.running = controller;
        this.stop.hidden = controller === null;
        this.send.hidden = controller !== null;
        this.thread.setAttribute('aria-busy', String(controller !== null));
    }

    say(sentence) {
        this.status.textContent = sentence;
    }

    async reopen() {
        try {
            const kept = await this.kept();
            this.replay(kept.messages);
            if (isRunning(kept.messages)) {
                await this.lookAgain();
            }
        } catch (fault) {
            this.id = null;
            this.page.querySelector('[data-lost]').hidden = false;
        }
    }

    kept() {
        return json('GET', `/v1/conversations/${encodeURIComponent(this.id)}`);
    }

    /** The last answer was still being made when the page was opened: it is shown once it is there. */
    async lookAgain() {
        for (let looks = 0; looks < MOST_LOOKS && !this.running; looks++) {
            await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
            const kept = await this.kept();
            if (!isRunning(kept.messages) && !this.running) {
                this.thread.replaceChildren();
                this.messages = [];
                Object.assign(this.tally, { input: 0, cached: 0 });
                this.replay(kept.messages);
                return;
            }
        }
    }

    /** What was said before: each question with the answer that follows it. */
    replay(messages) {
        for (let i = 0; i < messages.length; i++) {
            if (messages[i].role !== 'user') {
                continue;
            }
            const reply = messages[i + 1]?.role === 'assistant' ? messages[i + 1] : null;
            const answer = this.place(messages[i].content);
            this.messages.push({ role: 'user', content: messages[i].content });
            if (reply) {
                answer.finish(reply.content, reply.groundwork);
                if (reply.state === 'stopped') {
                    answer.stopped();
                }
                this.messages.push({ role: 'assistant', content: reply.content });
            } else if (messages[i].state === 'running') {
                answer.begin();
            } else {
                answer.unanswered();
            }
        }
        this.thread.lastElementChild?.scrollIntoView({ block: 'start' });
    }
}

function isRunning(messages) {
    return messages.at(-1)?.state === 'running';
}

const conversation = new Conversation(document.querySelector('[data-chat]'));
if (conversation.id) {
    await conversation.reopen();
}
conversation.input.focus({ preventScroll: true });
