package io.groundwork.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of a text, as the lexical leg counts them. A term is a 64-bit hash of the stemmed word, so that the index
 * needs no dictionary: one would be shared between tenants, or show what words exist beyond a caller's access.
 *
 * @param frequencies how often each term occurs, in the order of the terms
 * @param length how many words count: those that are not stop words, repetitions included
 */
record Terms(Map<Long, Integer> frequencies, int length) {

    /**
     * Lucene's chain for English: its word boundaries, no possessive, lower case, its stop words, Porter's stemmer. A
     * tenant of another language needs another chain, for its passages and its questions alike, and a fresh index.
     */
    private static final Analyzer ENGLISH = new EnglishAnalyzer();

    static Terms of(String text) {
        Map<Long, Integer> frequencies = new TreeMap<>();
        int length = 0;
        try (TokenStream words = ENGLISH.tokenStream("", text)) {
            TermToBytesRefAttribute word = words.addAttribute(TermToBytesRefAttribute.class);
            words.reset();
            while (words.incrementToken()) {
                frequencies.merge(hash(word.getBytesRef()), 1, Integer::sum);
                length++;
            }
            words.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Terms(frequencies, length);
    }

    /** FNV-1a over the bytes, then the finaliser of MurmurHash3, which lets every byte move every bit. */
    private static long hash(BytesRef word) {
        long hash = 0xcbf29ce484222325L;
        for (int i = word.offset; i < word.offset + word.length; i++) {
            hash = (hash ^ (word.bytes[i] & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    boolean isEmpty() {
        return frequencies.isEmpty();
    }

    long[] hashes() {
        return frequencies.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    int[] counts() {
        return frequencies.values().stream().mapToInt(Integer::intValue).toArray();
    }
}
