package io.groundwork.mcp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The revisions of the protocol that are spoken here. */
public enum Revision {
    MARCH_2025("2025-03-26"),
    JUNE_2025("2025-06-18"),
    NOVEMBER_2025("2025-11-25");

    /** What is offered to a client that asks for a revision that we do not know. */
    public static final Revision LATEST = NOVEMBER_2025;

    /** What a client speaks that does not name its revision: naming it is a duty only since the next one. */
    public static final Revision UNNAMED = MARCH_2025;

    private final String date;

    Revision(String date) {
        this.date = date;
    }

    public String date() {
        return date;
    }

    public static Optional<Revision> of(String date) {
        return Stream.of(values())
                .filter(revision -> revision.date.equals(date))
                .findFirst();
    }

    /** All of them in words, for whoever named another one. */
    public static String all() {
        return List.of(values()).stream().map(Revision::date).collect(Collectors.joining(", "));
    }

    /** Whether several messages may come as one list. */
    boolean takesLists() {
        return this == MARCH_2025;
    }

    /** Whether a result may hold links to resources. */
    boolean knowsLinks() {
        return this != MARCH_2025;
    }
}
