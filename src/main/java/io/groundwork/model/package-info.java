/**
 * The models that can answer: which ones a tenant has, what they cost, and the one that is built in and needs no network.
 * It knows questions, passages and prices; it refuses to know who asks for what reason, how passages were found, and what
 * a conversation is.
 */
package io.groundwork.model;
