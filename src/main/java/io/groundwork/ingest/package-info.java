/**
 * From a received file to passages that can be found: reads it, cuts it into chunks along its headings, paragraphs and
 * sentences, has them embedded, and hands them to the index, as durable work that survives a crash. Every document ends
 * either ready or with one stable code and a sentence that says what is wrong and what to do.
 *
 * <p>It refuses to read files itself: whatever looks into the bytes of an upload runs in another process (see {@code
 * ingest.parser}), so that a hostile file costs at most that process.
 */
package io.groundwork.ingest;
