package io.groundwork.routing;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which versions of a tenant's policy hold.
 *
 * @param latest the version that was drafted last
 * @param published 0 while the reference routes apply
 * @param rollout the version that a part of the conversations tries
 */
record Standing(int latest, int published, Optional<Rollout> rollout) {

    static final Standing NEW = new Standing(0, 0, Optional.empty());

    private static final int ALL = 100;

    /** A version beside the published one, for this part of the conversations. */
    record Rollout(int version, int percent) {}

    Standing drafted(int version) {
        return new Standing(version, published, rollout);
    }

    /** With this version for everybody. */
    Standing published(int version) {
        return new Standing(latest, version, Optional.empty());
    }

    /** With this version for a part; none for no part. */
    Standing rollingOut(int version, int percent) {
        Optional<Rollout> part = Optional.of(new Rollout(version, percent)).filter(running -> percent > 0);
        return new Standing(latest, published, part);
    }

    /** The rollout as the audit trail tells it; null without one. */
    Map<String, Object> rolloutWords() {
        return rollout.<Map<String, Object>>map(
                        running -> Map.of("version", running.version(), "percent", running.percent()))
                .orElse(null);
    }

    PolicyVersion.State state(PolicyRows.Stored stored) {
        if (stored.version() == published) {
            return PolicyVersion.State.PUBLISHED;
        }
        if (rollout.filter(running -> running.version() == stored.version()).isPresent()) {
            return PolicyVersion.State.ROLLOUT;
        }
        return stored.publishedAt() == null ? PolicyVersion.State.DRAFT : PolicyVersion.State.RETIRED;
    }

    /** The version under which a conversation stands; the same for all its questions, and for ever larger percentages. */
    int versionFor(UUID conversation) {
        return rollout.filter(running -> place(conversation, running.version()) < running.percent())
                .map(Rollout::version)
                .orElse(published);
    }

    private static int place(UUID conversation, int version) {
        long mixed =
                conversation.getMostSignificantBits() ^ Long.rotateLeft(conversation.getLeastSignificantBits(), 32);
        mixed = (mixed + version) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), ALL);
    }
}
