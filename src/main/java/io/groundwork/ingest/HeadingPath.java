package io.groundwork.ingest;

import java.util.ArrayList;
import java.util.List;

/** The headings above a place in a text, below the document's title. */
final class HeadingPath {

    private static final String SEPARATOR = " > ";

    private record Step(int level, String words) {}

    private final String title;
    private final List<Step> steps;

    private HeadingPath(String title, List<Step> steps) {
        this.title = title;
        this.steps = steps;
    }

    static HeadingPath of(String title) {
        return new HeadingPath(title, List.of());
    }

    /** The path below a further heading, which ends those of its level and below. */
    HeadingPath under(int level, String words) {
        List<Step> above = new ArrayList<>();
        for (Step step : steps) {
            if (step.level() >= level) {
                break;
            }
            above.add(step);
        }
        above.add(new Step(level, words.replace('\n', ' ')));
        return new HeadingPath(title, above);
    }

    /** What two places have in common. */
    HeadingPath shared(HeadingPath other) {
        int same = 0;
        while (same < Math.min(steps.size(), other.steps.size())
                && steps.get(same).equals(other.steps.get(same))) {
            same++;
        }
        return new HeadingPath(title, steps.subList(0, same));
    }

    /** The words of the path; a heading that only repeats the title is left out. */
    String words() {
        List<String> words = steps.stream()
                .map(Step::words)
                .filter(heading -> !heading.strip().equalsIgnoreCase(title.strip()))
                .toList();
        return String.join(SEPARATOR, words);
    }
}
