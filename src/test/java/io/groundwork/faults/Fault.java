package io.groundwork.faults;

import io.groundwork.testing.StubReply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** What a provider does wrong, what that is called, and whether words had come before it. */
enum Fault {
    LIMITED("provider_limited", 502, false, 0) {
        @Override
        void arrange(FaultyProvider at) {
            at.stub().always(reply -> reply.status(429, INNER_WORDS));
        }
    },
    BROKEN("provider_error", 502, false, 0) {
        @Override
        void arrange(FaultyProvider at) {
            at.stub().always(reply -> reply.status(500, INNER_WORDS));
        }
    },
    REFUSED("provider_error", 502, false, 0) {
        @Override
        void arrange(FaultyProvider at) {
            at.proxy().refuse();
        }
    },
    UNKNOWN_HOST("provider_error", 502, false, 0) {
        @Override
        void arrange(FaultyProvider at) {}

        @Override
        URI base(FaultyProvider at) {
            return URI.create("http://nobody.invalid/v1");
        }
    },
    NO_TLS("provider_error", 502, false, 0) {
        @Override
        void arrange(FaultyProvider at) {}

        @Override
        URI base(FaultyProvider at) {
            return URI.create("https://" + at.proxy().place() + "/v1");
        }
    },
    NO_FIRST_TOKEN("provider_timeout", 504, false, 1) {
        @Override
        void arrange(FaultyProvider at) {
            at.stub().always(reply -> reply.events().clientLeaves(Duration.ofSeconds(20)));
        }

        @Override
        JsonObject limits() {
            return limit("first_token_ms", 1_000).build();
        }
    },
    CUT("provider_error", 502, true, 1) {
        @Override
        void strike(FaultyProvider at, StubReply reply) throws IOException {
            at.proxy().cutAfter(0);
            reply.piece("and ");
        }
    },
    RESET("provider_error", 502, true, 1) {
        @Override
        void strike(FaultyProvider at, StubReply reply) throws IOException {
            at.proxy().resetAfter(0);
            reply.piece("and ");
        }
    },
    STALL("provider_timeout", 504, true, 1) {
        @Override
        void strike(FaultyProvider at, StubReply reply) throws IOException {
            at.proxy().stallAfter(0);
            reply.piece("and ");
        }

        @Override
        JsonObject limits() {
            return limit("idle_ms", 700).add("first_token_ms", 3_000).build();
        }
    },
    GARBAGE("provider_error", 502, true, 1) {
        @Override
        void strike(FaultyProvider at, StubReply reply) throws IOException {
            at.proxy().garbageAfter(0);
            reply.piece("and ");
        }
    },
    NO_EVENT("provider_error", 502, true, 1) {
        @Override
        void strike(FaultyProvider at, StubReply reply) throws IOException {
            reply.event("{not json").done();
        }
    },
    LONG_LINE("provider_error", 502, true, 1) {
        @Override
        void strike(FaultyProvider at, StubReply reply) throws IOException {
            tenMegabytes(reply);
        }
    },
    NO_DONE("provider_error", 502, true, 1) {
        @Override
        void strike(FaultyProvider at, StubReply reply) throws IOException {
            reply.raw(LAST_CHUNK);
        }
    },
    DRIP("provider_timeout", 504, true, 1) {
        @Override
        void strike(FaultyProvider at, StubReply reply) throws IOException {
            at.proxy().drip(10, Duration.ofMillis(20));
            for (int i = 0; i < 200; i++) {
                reply.piece("and ");
            }
        }

        @Override
        JsonObject limits() {
            return limit("total_ms", 2_500).build();
        }
    };

    /** Words of a provider that nobody else is ever shown. */
    static final String HIDDEN = "inner words";

    static final String LAST_CHUNK = "0\r\n\r\n";
    private static final String INNER_WORDS = "{\"error\":{\"message\":\"" + HIDDEN + "\"}}";

    private final String reason;
    private final int status;
    private final boolean inMidst;
    private final int bills;

    Fault(String reason, int status, boolean inMidst, int bills) {
        this.reason = reason;
        this.status = status;
        this.inMidst = inMidst;
        this.bills = bills;
    }

    /** What is wrong from the beginning; a fault in the midst strikes once words have been shown. */
    void arrange(FaultyProvider at) {
        at.stub().always(reply -> {
            reply.events().piece("Half ").await(at.shown());
            strike(at, reply);
        });
    }

    void strike(FaultyProvider at, StubReply reply) throws IOException {}

    URI base(FaultyProvider at) {
        return at.base();
    }

    /** The time that the model is given; only what takes too long is given less than usual. */
    JsonObject limits() {
        return JsonObject.EMPTY_JSON_OBJECT;
    }

    private static JsonObjectBuilder limit(String field, int millis) {
        return Json.createObjectBuilder().add(field, millis);
    }

    static void tenMegabytes(StubReply reply) throws IOException {
        reply.bytes("data: ");
        for (int i = 0; i < 640; i++) {
            reply.bytes("x".repeat(16 * 1024));
        }
    }

    /** Why another model was asked. */
    String reason() {
        return reason;
    }

    int status() {
        return status;
    }

    /** The word of the contract for it. */
    String code() {
        return status == 504 ? "provider_timeout" : "provider_error";
    }

    boolean inMidst() {
        return inMidst;
    }

    /** How many calls the provider charges for. */
    int bills() {
        return bills;
    }
}
