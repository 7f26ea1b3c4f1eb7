package io.groundwork.model;

import java.time.LocalDate;

/** A price and the day from which it is valid, until one with a later day is. */
public record DatedPrice(LocalDate validFrom, Price price) {}
