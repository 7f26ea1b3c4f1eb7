package io.groundwork.model.rest;

import io.groundwork.model.DatedPrice;
import io.groundwork.model.Model;
import io.groundwork.model.ModelDetail;
import io.groundwork.model.ModelHealth;
import io.groundwork.model.Supports;
import io.groundwork.platform.llm.Deadlines;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A model on the wire. Its key is not among the fields.
 *
 * @param adapter the name under which its server knows the adapter that is asked in its place
 */
public record ModelJson(
        String alias,
        String provider,
        String model,
        Optional<String> adapter,
        Optional<String> baseUrl,
        boolean hasKey,
        Optional<String> tier,
        String kind,
        Optional<String> base,
        Supports supports,
        PriceJson price,
        List<PriceJson> prices,
        TimeoutsJson timeouts,
        int maxConcurrent,
        String state,
        boolean disabled,
        Optional<LocalDate> retiresOn,
        HealthJson health,
        boolean ofInstallation,
        Optional<Instant> changedAt) {

    /** How long its provider may take, in milliseconds. */
    public record TimeoutsJson(long connectMs, long firstTokenMs, long idleMs, long totalMs) {
        static TimeoutsJson of(Deadlines deadlines) {
            return new TimeoutsJson(
                    deadlines.connect().toMillis(),
                    deadlines.firstToken().toMillis(),
                    deadlines.idle().toMillis(),
                    deadlines.total().toMillis());
        }
    }

    /** How it fares on the node that replies. */
    public record HealthJson(
            String circuit, int inFlight, ModelHealth.Failure lastFailure, Optional<Instant> lastOkAt) {
        static HealthJson of(ModelHealth health) {
            return new HealthJson(
                    health.circuit().word(),
                    health.inFlight(),
                    health.lastFailure().orElse(null),
                    health.lastOkAt());
        }
    }

    static ModelJson of(ModelDetail detail) {
        Model model = detail.model();
        return new ModelJson(
                model.alias(),
                model.provider().word(),
                detail.name(),
                Optional.of(model.name()).filter(asked -> !asked.equals(detail.name())),
                detail.baseUrl(),
                detail.hasKey(),
                model.tier(),
                model.kind().word(),
                model.base(),
                model.supports(),
                price(detail),
                detail.prices().stream().map(PriceJson::of).toList(),
                TimeoutsJson.of(detail.timeouts()),
                detail.maxConcurrent(),
                model.state().name().toLowerCase(Locale.ROOT),
                detail.disabled(),
                model.retiresOn(),
                HealthJson.of(detail.health()),
                detail.ofInstallation(),
                detail.changedAt());
    }

    /** The valid one, with the day from which it is; without a day where the installation sets it. */
    private static PriceJson price(ModelDetail detail) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate since = detail.prices().stream()
                .map(DatedPrice::validFrom)
                .filter(day -> !day.isAfter(today))
                .findFirst()
                .orElse(null);
        return detail.model().price().map(price -> PriceJson.of(price, since)).orElse(null);
    }
}
