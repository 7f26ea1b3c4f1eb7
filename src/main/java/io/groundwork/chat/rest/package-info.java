/** The OpenAI-compatible endpoint, conversations and feedback, as the contract writes them; nothing is decided here. */
package io.groundwork.chat.rest;
