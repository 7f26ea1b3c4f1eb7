/**
 * What talks to models: the embedding model, which runs in this process, and the clients of language models. It knows
 * text, tokens and vectors; it refuses to know tenants' contents, prompts or policies, which belong to the features.
 */
package io.groundwork.platform.llm;
