// Which way a question went, in plain words: the badge under an answer, why this way, and what a reader has to know
// before relying on it. The text of reasons comes from the server; nothing of it is ever more than text.

import { leaf } from '../elements.js';

const ICONS = { prompt: 'comment', rag: 'book', fine_tune: 'bolt', hybrid: 'clone' };
const NO_MONEY = 'budget_exhausted';
const FROM_DOCUMENTS = ['rag', 'hybrid'];

export class RouteNote {
    constructor(element, words) {
        this.element = element;
        this.words = words;
    }

    part(name) {
        return this.element.querySelector(`[data-${name}]`);
    }

    /**
     * Shows what is known; an answer that only begins has no outcome yet, so nothing is said about its sources. The tally is
     * what all answers of the conversation read so far, this one included.
     */
    show(groundwork, tally) {
        if (!groundwork?.mode) {
            return;
        }
        this.badge(groundwork);
        this.reasons(groundwork.route?.reasons ?? []);
        this.facts(groundwork, tally);
        this.part('route').hidden = false;
        this.part('uncited').hidden = !uncited(groundwork);
        this.part('cut').hidden = groundwork.finish_reason !== 'length';
        this.part('degraded').hidden = !groundwork.degraded;
        if (groundwork.degraded) {
            this.part('degraded-sentence').textContent = this.degraded(groundwork.degraded);
            this.part('degraded-usage').hidden = groundwork.degraded.reason !== NO_MONEY;
        }
    }

    badge({ mode, model, abstained }) {
        const words = abstained && FROM_DOCUMENTS.includes(mode) ? this.words.mode_searched : this.words[`mode_${mode}`];
        this.part('badge-icon').className = `pi pi-${ICONS[mode] ?? 'comment'}`;
        this.part('badge-words').textContent = `${words ?? mode} · ${model}`;
    }

    reasons(reasons) {
        this.part('route-reasons').replaceChildren(...reasons.map((reason) => leaf('li', reason)));
    }

    facts({ route, usage }, tally) {
        const facts = [];
        if (route) {
            facts.push([this.words.policy, this.policy(route)]);
        }
        if (route?.intent) {
            facts.push([this.words.intent, this.intent(route)]);
        }
        if (usage?.input > 0) {
            facts.push([this.words.cached, this.cached(usage, tally)]);
        }
        this.part('route-facts').replaceChildren(...facts.flatMap(([name, value]) => [leaf('dt', name), leaf('dd', value)]));
    }

    policy({ policy_version: version, rule }) {
        const policy = version === 0 ? this.words.policy_usual : this.words.policy_version.replace('{0}', version);
        return rule === 'default' ? policy : `${policy}, ${this.words.rule.replace('{0}', rule)}`;
    }

    cached(usage, tally) {
        const share = percent(usage.cached_share);
        return tally?.input > usage.input ? this.words.cached_both.replace('{0}', share).replace('{1}', percent(tally.cached / tally.input)) : share;
    }

    intent({ intent, confidence }) {
        const name = this.words[`intent_${intent.replaceAll('-', '_')}`] ?? intent;
        return typeof confidence === 'number' ? `${name} (${this.words.sure.replace('{0}', percent(confidence))})` : name;
    }

    degraded({ reason, from, to }) {
        const why = this.words[`why_${reason}`] ?? this.words.why_other;
        const outcome = from === to ? this.words.degraded_same : this.words.degraded;
        return outcome.replace('{0}', why.replace('{0}', from)).replace('{1}', to);
    }
}

function uncited({ mode, grounded, abstained }) {
    return FROM_DOCUMENTS.includes(mode) && grounded === false && abstained === false;
}

function percent(share) {
    return `${Math.round(share * 100)} %`;
}
