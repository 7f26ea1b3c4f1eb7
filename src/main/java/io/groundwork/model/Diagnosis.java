package io.groundwork.model;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.llm.ProviderStatus;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Why a model did not answer a test, in words with which an admin can mend it; people who ask are told less. */
final class Diagnosis {

    private static final int SERVER_FAULTS = 500;

    private Diagnosis() {}

    static Text of(Problem problem) {
        OptionalInt status = ProviderStatus.of(problem);
        return status.isPresent()
                ? ofStatus(status.getAsInt()).orElse(problem.text())
                : unreached(problem).orElse(problem.text());
    }

    private static Optional<Text> ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> Optional.of(new Text("model.answers_key", status));
            case 404 -> Optional.of(new Text("model.answers_nothing_there", status));
            case 408, 429, 504, 529 -> Optional.empty();
            default ->
                Optional.of(
                        new Text(status < SERVER_FAULTS ? "model.answers_request" : "model.answers_status", status));
        };
    }

    private static Optional<Text> unreached(Problem problem) {
        if (causedBy(problem, UnknownHostException.class) || causedBy(problem, UnresolvedAddressException.class)) {
            return Optional.of(new Text("model.no_such_host"));
        }
        return causedBy(problem, ConnectException.class)
                ? Optional.of(new Text("model.no_connection"))
                : Optional.empty();
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(kind::isInstance);
    }
}
