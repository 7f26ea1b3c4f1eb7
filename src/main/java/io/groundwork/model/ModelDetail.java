package io.groundwork.model;

import io.groundwork.platform.llm.Deadlines;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A model as its admins see it; of its key they see no more than that there is one.
 *
 * @param name its name at its provider, as an admin gave it; what is asked for may be an adapter of it
 * @param baseUrl empty for what is asked in this process, and for the installation's own, whose address is the operator's
 * @param prices by their days, the latest first; the one that is valid today stands in the model
 * @param changedAt empty for what no admin put there
 */
public record ModelDetail(
        Model model,
        String name,
        Optional<String> baseUrl,
        boolean hasKey,
        List<DatedPrice> prices,
        Deadlines timeouts,
        int maxConcurrent,
        boolean disabled,
        Optional<Instant> changedAt,
        ModelHealth health) {

    public ModelDetail {
        prices = List.copyOf(prices);
    }

    public String alias() {
        return model.alias();
    }

    /** Whether it is there without anybody's doing, and can be replaced but not deleted. */
    public boolean ofInstallation() {
        return changedAt.isEmpty();
    }
}
