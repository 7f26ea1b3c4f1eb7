package io.groundwork.budget;

import java.util.List;

/**
 * An invoice held against the ledger; amounts are decimal strings.
 *
 * @param matched how many requests were booked as they are billed
 * @param corrected those that were booked otherwise, and now as they are billed
 * @param refused those that are billed in another currency than the one that they were priced in
 * @param unknown the requests that are billed and that nobody here made
 * @param missing what was booked for calls of the provider in that month, in UTC, and is not billed, at most ten thousand of them
 */
public record Reconciliation(
        String provider,
        String month,
        int matched,
        List<Difference> corrected,
        List<Difference> refused,
        List<Difference> unknown,
        List<Difference> missing) {

    /**
     * One request; what one side does not know is null.
     *
     * @param requestId the provider's id of it
     * @param clientRequestId ours, which the provider was told
     */
    public record Difference(String requestId, String clientRequestId, String booked, String billed, String currency) {}
}
