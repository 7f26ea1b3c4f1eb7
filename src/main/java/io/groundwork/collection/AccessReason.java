package io.groundwork.collection;

import java.util.UUID;

/**
 * Why a person may or may not read what stands under one access class, as of now.
 *
 * @param rule the part of the rule that decided, in words: {@code collection hr: allow group hr}
 * @param sourceKind {@code collection}, {@code document} or {@code withheld} (drafts)
 * @param sourceId the collection or document that the rule belongs to
 */
public record AccessReason(int aclId, boolean allowed, String rule, String sourceKind, UUID sourceId) {}
