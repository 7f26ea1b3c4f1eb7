package io.groundwork.container;

import io.groundwork.platform.jobs.JobHandler;
import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often each job was tried, and fails the first try of those it is told to. */
@ApplicationScoped
public class ProbeJobs implements JobHandler {

    static final String KIND = "probe";

    private final Map<UUID, Integer> tries = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> tenants = new ConcurrentHashMap<>();
    private final Set<UUID> failingOnce = ConcurrentHashMap.newKeySet();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Caller caller, UUID subject) {
        tenants.put(subject, caller.tenant().value());
        tries.merge(subject, 1, Integer::sum);
        if (failingOnce.remove(subject)) {
            throw new IllegalStateException("fails once");
        }
    }

    @Override
    public void abandoned(Caller caller, UUID subject, Exception last) {
        tries.put(subject, -1);
    }

    public void failOnce(UUID subject) {
        failingOnce.add(subject);
    }

    public int tries(UUID subject) {
        return tries.getOrDefault(subject, 0);
    }

    public int tenantOf(UUID subject) {
        return tenants.get(subject);
    }
}
