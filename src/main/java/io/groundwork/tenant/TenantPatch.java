package io.groundwork.tenant;

import java.util.Optional;

/** What is to change of a tenant; what is empty stays. */
public record TenantPatch(Optional<String> name, Optional<String> status, Optional<String> timeZone) {}
