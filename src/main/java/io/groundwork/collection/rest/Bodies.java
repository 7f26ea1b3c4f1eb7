package io.groundwork.collection.rest;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.UUID;

/** How the resources of this package read what they are sent. */
final class Bodies {

    private Bodies() {}

    /** The caller as a member of a tenant: the operator sees no contents. */
    static Caller member(CurrentCaller current) {
        Caller caller = current.get();
        if (caller.isOperator()) {
            caller.require(Role.ADMIN, Role.REVIEWER, Role.EMPLOYEE);
        }
        return caller;
    }

    /** Any JSON value, {@code null} among them, which a resource cannot take as an object. */
    static JsonValue json(String body) {
        if (body == null || body.isBlank()) {
            throw new Problem.Invalid("platform.body_required");
        }
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readValue();
        } catch (RuntimeException unreadable) {
            // Not only JsonException: the parser answers a body that is nested too deeply with a bare RuntimeException.
            throw new Problem.Invalid("platform.malformed_json");
        }
    }

    /** An id out of an address; one that cannot be an id is an id of nothing. */
    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.NotFound.thing();
        }
    }

    /** A version's number out of an address; what is no number is a version of nothing. */
    static int version(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw Problem.NotFound.thing();
        }
    }
}
