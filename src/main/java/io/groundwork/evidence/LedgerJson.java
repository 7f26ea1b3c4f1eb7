package io.groundwork.evidence;

import io.groundwork.budget.BookedCall;
import io.groundwork.platform.kernel.Money;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** What stands on the ledger for an answer, as the API tells it. */
final class LedgerJson {

    private LedgerJson() {}

    static JsonArray of(List<BookedCall> calls) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        calls.forEach(call -> array.add(of(call)));
        return array.build();
    }

    private static JsonObject of(BookedCall call) {
        JsonArrayBuilder charges = Json.createArrayBuilder();
        call.charges().forEach(charge -> charges.add(of(charge)));
        JsonArrayBuilder entries = Json.createArrayBuilder();
        call.entries().forEach(entry -> entries.add(of(entry)));
        return Json.createObjectBuilder()
                .add("call", call.id().call())
                .add("purpose", call.purpose().word())
                .add("client_request_id", call.id().toString())
                .add("model", call.model())
                .add("provider", call.provider())
                .add("mode", call.mode())
                .add("state", call.state())
                .add("reserved", of(call.held()))
                .add("cost", of(call.cost()))
                .add("estimated", call.estimated())
                .add("overrun", call.overrun())
                .add("input_tokens", call.inputTokens())
                .add("output_cap", call.outputCap())
                .add("price", call.price().toJson())
                .add("reserved_at", call.madeAt().toString())
                .add(
                        "closed_at",
                        EvidenceRecord.text(
                                call.closedAt().map(Instant::toString).orElse(null)))
                .add("charges", charges)
                .add("entries", entries)
                .build();
    }

    private static JsonObject of(BookedCall.Saying charge) {
        return Json.createObjectBuilder(of(charge.amount()))
                .add("kind", charge.kind())
                .add("usage", EvidenceRecord.usage(charge.tokens(), charge.estimated()))
                .add("estimated", charge.estimated())
                .add("overrun", charge.overrun())
                .add(
                        "provider_request_id",
                        EvidenceRecord.text(charge.providerRequestId().orElse(null)))
                .add("reason", EvidenceRecord.text(charge.reason().orElse(null)))
                .add("at", charge.at().toString())
                .build();
    }

    private static JsonObject of(BookedCall.Entry entry) {
        return Json.createObjectBuilder(of(entry.amount()))
                .add("posting", entry.posting())
                .add("kind", entry.kind())
                .add("account", entry.account())
                .add("at", entry.at().toString())
                .build();
    }

    private static JsonObject of(Money money) {
        return Json.createObjectBuilder()
                .add("amount", money.decimal())
                .add("currency", money.currency())
                .build();
    }
}
