/**
 * Which way a question goes: which model, with its own behaviour or with a prompt's, with retrieval or without. A policy is
 * a list of rules that an admin drafts, tries on past questions, publishes and takes back; deciding is pure, and every
 * decision says why. It refuses to ask a model anything: that is the chat's.
 */
package io.groundwork.routing;
