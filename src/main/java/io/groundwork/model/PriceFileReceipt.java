package io.groundwork.model;

/**
 * What became of a price file.
 *
 * @param added prices that are new
 * @param unchanged lines that say what is known already
 */
public record PriceFileReceipt(int added, int unchanged) {}
