package io.groundwork.chat;

import java.util.Optional;

/**
 * What a person thought of an answer.
 *
 * @param up whether it helped
 * @param reason a word of the person's choice, such as {@code wrong_source}
 * @param correction what it should have said
 */
public record Feedback(boolean up, Optional<String> reason, Optional<String> correction) {}
