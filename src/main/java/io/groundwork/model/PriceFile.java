package io.groundwork.model;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Csv;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All prices of a tenant's models as one file, out and in. What is written can be read again and then changes nothing. A
 * file is taken whole or not at all, and it rewrites no history: a day that has passed keeps the price it had.
 */
@ApplicationScoped
public class PriceFile {

    @Inject
    private ModelRows rows;

    @Inject
    private ModelPrices prices;

    @Inject
    private AuditTrail audit;

    /** Another one in tests alone. */
    Clock clock = Clock.systemUTC();

    /** Every price by model and day, the oldest first; with a header, safe to open in a spreadsheet. */
    @Transactional
    public String write(Caller caller) {
        caller.require(Role.ADMIN);
        StringBuilder csv = new StringBuilder(Csv.line(PriceColumn.header()));
        for (StoredModel model : rows.all(caller, today())) {
            List<DatedPrice> dated = new ArrayList<>(prices.all(caller, model.id()));
            Collections.reverse(dated);
            dated.forEach(price -> csv.append(Csv.line(line(model.alias(), price))));
        }
        return csv.toString();
    }

    private static List<String> line(String alias, DatedPrice price) {
        return List.of(PriceColumn.values()).stream()
                .map(column -> column.cell(alias, price))
                .toList();
    }

    /**
     * Adds the prices of a file.
     *
     * @throws Problem.Invalid naming every bad line and field; nothing is added then
     */
    @Transactional
    public PriceFileReceipt read(Caller caller, String csv) {
        caller.require(Role.ADMIN);
        List<PriceLine> lines = PriceFileReader.read(csv);
        Map<String, Held> held = held(caller, lines);
        List<Problem.Invalid.Field> bad = lines.stream()
                .flatMap(line -> refusal(line, held.get(line.alias())).stream())
                .toList();
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
        int added = (int) lines.stream()
                .filter(line -> add(caller, line, held.get(line.alias())))
                .count();
        return new PriceFileReceipt(added, lines.size() - added);
    }

    /** A model with the prices that it had before the file. */
    private record Held(StoredModel model, List<DatedPrice> prices) {

        Optional<DatedPrice> on(LocalDate day) {
            return prices.stream()
                    .filter(price -> !price.validFrom().isAfter(day))
                    .findFirst();
        }
    }

    /** Locked in the order of their aliases, so that two files do not wait for each other. */
    private Map<String, Held> held(Caller caller, List<PriceLine> lines) {
        Map<String, Held> held = new HashMap<>();
        lines.stream().map(PriceLine::alias).distinct().sorted().forEach(alias -> {
            rows.lock(caller, alias);
            rows.find(caller, today(), alias)
                    .ifPresent(model -> held.put(alias, new Held(model, prices.all(caller, model.id()))));
        });
        return held;
    }

    private Optional<Problem.Invalid.Field> refusal(PriceLine line, Held held) {
        if (held == null) {
            return Optional.of(Problem.Invalid.Field.of(
                    line.field(PriceColumn.MODEL.word()), "model.file_no_model", line.alias()));
        }
        boolean rewrites = line.validFrom().isBefore(today())
                && held.on(line.validFrom())
                        .filter(price -> !price.price().sameAs(dated(line, held).price()))
                        .isPresent();
        return rewrites
                ? Optional.of(Problem.Invalid.Field.of(
                        line.field(PriceColumn.VALID_FROM.word()), "model.file_past", line.validFrom()))
                : Optional.empty();
    }

    /** Whether the line says something new. */
    private boolean add(Caller caller, PriceLine line, Held held) {
        DatedPrice next = dated(line, held);
        Optional<DatedPrice> before = held.on(line.validFrom());
        boolean same =
                before.filter(price -> price.price().sameAs(next.price())).isPresent();
        boolean ofThatDay = before.filter(price -> price.validFrom().equals(line.validFrom()))
                .isPresent();
        if (same && (ofThatDay || line.validFrom().isBefore(today()))) {
            return false;
        }
        prices.add(caller, held.model().id(), next, true);
        Difference changes = new Difference()
                .field(
                        "price from " + next.validFrom(),
                        before.map(price -> price.price().words()).orElse(null),
                        next.price().words());
        if (!changes.isEmpty()) {
            audit.record(caller, "model.changed", ModelRegistry.KIND, line.alias(), changes.detail());
        }
        return true;
    }

    private static DatedPrice dated(PriceLine line, Held held) {
        return line.price().of(held.model().provider(), line.validFrom());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
