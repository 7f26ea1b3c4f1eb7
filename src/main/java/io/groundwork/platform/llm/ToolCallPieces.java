package io.groundwork.platform.llm;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model asks its caller to do, put together from pieces that arrive by their place in the answer. */
final class ToolCallPieces {

    private static final int MOST = 128;

    private final List<Asked> calls = new ArrayList<>();
    private final Map<Long, Asked> byPlace = new HashMap<>();

    private static final class Asked {
        private Optional<String> id = Optional.empty();
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
    }

    /** A piece of one request; another id at the same place is another request, as some servers never count on. */
    void add(long place, Optional<String> id, Optional<String> name, Optional<String> arguments) {
        Asked call = byPlace.get(place);
        boolean another = call != null && id.isPresent() && call.id.isPresent() && !id.equals(call.id);
        if (call == null || another) {
            call = begin(place);
        }
        call.id = call.id.or(() -> id);
        if (call.name.isEmpty()) {
            name.ifPresent(call.name::append);
        }
        arguments.ifPresent(call.arguments::append);
    }

    private Asked begin(long place) {
        if (calls.size() == MOST) {
            throw ProviderFailure.failed("the model asks for more than " + MOST + " things at once", null);
        }
        Asked call = new Asked();
        calls.add(call);
        byPlace.put(place, call);
        return call;
    }

    /** All of them in OpenAI's words. */
    JsonArray whole() {
        JsonArrayBuilder whole = Json.createArrayBuilder();
        for (int i = 0; i < calls.size(); i++) {
            Asked call = calls.get(i);
            String arguments = call.arguments.isEmpty() ? "{}" : call.arguments.toString();
            whole.add(Json.createObjectBuilder()
                    .add("id", call.id.orElse("call_" + i))
                    .add("type", "function")
                    .add(
                            "function",
                            Json.createObjectBuilder()
                                    .add("name", call.name.toString())
                                    .add("arguments", arguments)));
        }
        return whole.build();
    }
}
