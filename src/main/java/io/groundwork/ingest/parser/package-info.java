/**
 * The parser process and what it says. Its main class runs in a JVM of its own, with little memory, no network, no files
 * but its own folder and a time limit, because parsers of untrusted files are the most attacked code there is. The
 * application shares with it only the words they exchange: {@code ParserRequest}, {@code ParsedText} and {@code
 * Unreadable}; everything else here needs libraries that the application does not have.
 */
package io.groundwork.ingest.parser;
