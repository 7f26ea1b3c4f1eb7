// One question and its answer on the page: streaming text, then the formatted answer with its chips, notices and acts.

import { json } from '../api.js';
import { format } from './format.js';
import { RouteNote } from './route.js';

const REASONS = ['wrong', 'wrong_source', 'out_of_date', 'not_my_question', 'should_not_be_visible'];

export class Answer {
    constructor(page, question, sources, words, tally) {
        this.sources = sources;
        this.words = words;
        this.tally = tally;
        this.text = '';
        this.element = page.querySelector('template[data-exchange]').content.firstElementChild.cloneNode(true);
        this.part('question').textContent = question;
        this.body = this.part('body');
        this.stream = document.createTextNode('');
        this.route = new RouteNote(this.element, words);
    }

    part(name) {
        return this.element.querySelector(`[data-${name}]`);
    }

    begin() {
        this.body.replaceChildren(this.stream);
        this.part('answer').setAttribute('aria-busy', 'true');
        this.part('waiting').hidden = false;
    }

    /** The server has taken the question: which way it goes is known before the answer is. */
    begun(groundwork) {
        this.answerId = groundwork.answer_id ?? null;
        this.route.show(groundwork);
    }

    add(piece) {
        this.part('waiting').hidden = true;
        this.text += piece;
        this.stream.appendData(piece);
    }

    /** The answer is whole: format it and show what it stands on. */
    finish(text, groundwork) {
        this.text = text;
        this.settle();
        const citations = groundwork?.citations ?? [];
        format(this.body, text, (number) => {
            const citation = citations.find((one) => one.number === number);
            return citation ? this.sources.chip(citation, citations) : null;
        });
        this.part('answer').classList.toggle('answer-abstained', Boolean(groundwork?.abstained));
        this.part('abstained').hidden = !groundwork?.abstained;
        this.tally.input += groundwork?.usage?.input ?? 0;
        this.tally.cached += groundwork?.usage?.cached_input ?? 0;
        this.route.show(groundwork, this.tally);
        this.listSources(citations);
        this.citations = citations;
        this.answerId = groundwork?.answer_id ?? null;
        this.part('acts').hidden = false;
        this.part('feedback').hidden = this.answerId === null;
        this.bindActs();
    }

    listSources(citations) {
        const list = this.part('sources');
        list.hidden = citations.length === 0;
        for (const citation of citations) {
            const item = document.createElement('li');
            const button = document.createElement('button');
            button.type = 'button';
            button.className = 'source-line';
            const number = document.createElement('span');
            number.className = 'cite';
            number.textContent = citation.number;
            const title = document.createElement('span');
            title.className = 'truncate';
            title.textContent = citation.title;
            const where = document.createElement('span');
            where.className = 'muted small nowrap';
            where.textContent = citation.collection;
            button.append(number, title, where);
            button.addEventListener('click', () => this.sources.open(citation, citations, button));
            item.append(button);
            list.append(item);
        }
    }

    /** The person pressed Stop; what had come is shown already when the answer was kept so. */
    stopped() {
        this.settle();
        if (!this.citations) {
            format(this.body, this.text, () => null);
        }
        this.part('uncited').hidden = true;
        this.part('stopped').hidden = false;
    }

    /** It broke off, and what had come of it was not kept in the conversation. */
    unanswered() {
        this.part('stopped-sentence').textContent = this.words.no_answer;
        this.part('stopped').hidden = false;
    }

    /** What would help is offered: asking again, or a look at what is left. */
    failed(sentence, code) {
        this.settle();
        if (this.text !== '') {
            format(this.body, this.text, () => null);
        }
        this.part('failed').hidden = false;
        this.part('failed-sentence').textContent = sentence;
        this.part('retry').hidden = code === 'model_not_allowed';
        this.part('failed-usage').hidden = code !== 'budget_exhausted';
    }

    settle() {
        this.part('waiting').hidden = true;
        this.part('answer').setAttribute('aria-busy', 'false');
    }

    bindActs() {
        this.part('copy-answer').addEventListener('click', () => this.copy(this.text, this.part('copy-answer')));
        const withSources = this.part('copy-with-sources');
        withSources.hidden = this.citations.length === 0;
        withSources.addEventListener('click', () => this.copy(this.textWithSources(), withSources));
        this.part('up').addEventListener('click', () => this.judge('up'));
        this.part('down').addEventListener('click', () => {
            this.part('reasons').hidden = false;
            this.part('reasons').querySelector('button').focus();
        });
        for (const reason of REASONS) {
            this.element.querySelector(`[data-reason="${reason}"]`).addEventListener('click', () => this.judge('down', reason));
        }
    }

    textWithSources() {
        const lines = this.citations.map((one) => `[${one.number}] ${one.title} (${one.collection}): “${one.quote}”`);
        return `${this.text}\n\n${lines.join('\n')}`;
    }

    async copy(text, button) {
        await navigator.clipboard.writeText(text);
        button.querySelector('[data-label]').textContent = this.words.copied;
    }

    async judge(verdict, reason) {
        const said = this.part('judged');
        try {
            await json('POST', `/v1/answers/${encodeURIComponent(this.answerId)}/feedback`, reason ? { verdict, reason } : { verdict });
            said.textContent = this.words.thanks;
            this.part('up').setAttribute('aria-pressed', String(verdict === 'up'));
            this.part('down').setAttribute('aria-pressed', String(verdict === 'down'));
            this.part('reasons').hidden = true;
        } catch (fault) {
            said.textContent = fault.message || this.words.unreachable;
        }
    }
}
