package io.groundwork.model;

import java.util.Optional;

/**
 * The model that is to answer, and the one that steps in when it cannot.
 *
 * @param fallback asked when the first fails before its first word
 */
public record ModelChoice(Model model, Optional<Model> fallback) {}
