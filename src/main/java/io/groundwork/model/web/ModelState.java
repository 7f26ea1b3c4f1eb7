package io.groundwork.model.web;

import io.groundwork.model.ModelDetail;
import io.groundwork.model.ModelHealth;
import io.groundwork.model.Price;
import io.groundwork.platform.web.Tone;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.Locale;

/** How a model stands, for views: as a tone and the key of a word. */
@Named
@ApplicationScoped
public class ModelState {

    public Tone tone(ModelDetail detail) {
        return switch (detail.model().state()) {
            case READY -> detail.model().price().isPresent() ? Tone.OK : Tone.WARN;
            case WAITING -> Tone.INFO;
            case DISABLED -> Tone.NEUTRAL;
            case RETIRED -> Tone.WARN;
        };
    }

    public String key(ModelDetail detail) {
        boolean unpriced = tone(detail) == Tone.WARN && detail.model().price().isEmpty();
        return "model.state_"
                + (unpriced ? "unpriced" : detail.model().state().name().toLowerCase(Locale.ROOT));
    }

    public Tone healthTone(ModelDetail detail) {
        return switch (detail.health().circuit()) {
            case CLOSED -> lastFailed(detail.health()) ? Tone.WARN : healthy(detail);
            case OPEN -> Tone.DANGER;
            case HALF_OPEN -> Tone.WARN;
        };
    }

    private static Tone healthy(ModelDetail detail) {
        return detail.model().builtIn() || detail.health().lastOkAt().isPresent() ? Tone.OK : Tone.NEUTRAL;
    }

    public String healthKey(ModelDetail detail) {
        return switch (healthTone(detail)) {
            case OK -> "model.health_ok";
            case DANGER -> "model.health_open";
            case NEUTRAL -> "model.health_untried";
            default ->
                detail.health().circuit() == ModelHealth.Circuit.CLOSED
                        ? "model.health_failed"
                        : "model.health_half_open";
        };
    }

    /** Whether the latest that is known of it is a failure. */
    private static boolean lastFailed(ModelHealth health) {
        return health.lastFailure()
                .filter(failure ->
                        health.lastOkAt().filter(ok -> ok.isAfter(failure.at())).isEmpty())
                .isPresent();
    }

    public String amount(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** Whether nothing is paid, so that no figures need be shown. */
    public boolean free(Price price) {
        return price.isFree();
    }
}
