package io.groundwork.model;

import java.time.LocalDate;

/** A price as a line of a file sets it; its day is always given. */
record PriceLine(int number, String alias, LocalDate validFrom, NewPrice price) {

    /** The name of a field of this line in what is told about it. */
    String field(String name) {
        return field(number, name);
    }

    static String field(int number, String name) {
        return "lines[" + number + "]." + name;
    }
}
