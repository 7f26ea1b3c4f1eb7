package io.groundwork.chat;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an answer adds to OpenAI's reply, as the contract writes it. */
public final class ReplyJson {

    private static final Pattern MARK = Pattern.compile("\\[(\\d{1,3})]");

    private ReplyJson() {}

    /** The {@code groundwork} object. */
    public static JsonObject groundwork(Reply reply) {
        JsonArrayBuilder citations = Json.createArrayBuilder();
        reply.citations().forEach(citation -> citations.add(citation.json()));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("answer_id", reply.answerId().toString())
                .add("conversation_id", reply.conversationId().toString())
                .add("mode", reply.mode())
                .add("model", reply.model())
                .add("grounded", reply.grounded())
                .add("abstained", reply.abstained())
                .add("finish_reason", reply.finishReason())
                .add("route", route(reply.route()))
                .add("citations", citations)
                .add("cost", cost(reply.cost(), reply.usageEstimated()))
                .add("degraded", degraded(reply.degraded()))
                .add("uncited_sentences", reply.uncitedSentences())
                .add("attempts", reply.attempts())
                .add("usage", usage(reply));
        if (reply.costs().size() > 1) {
            JsonArrayBuilder others = Json.createArrayBuilder();
            reply.costs().stream().skip(1).forEach(other -> others.add(cost(other, reply.usageEstimated())));
            json.add("further_costs", others);
        }
        return json.build();
    }

    private static JsonObjectBuilder cost(Money cost, boolean estimated) {
        return Json.createObjectBuilder()
                .add("amount", cost.decimal())
                .add("currency", cost.currency())
                .add("estimated", estimated);
    }

    private static JsonObjectBuilder usage(Reply reply) {
        TokenCount usage = reply.usage();
        return Json.createObjectBuilder()
                .add("input", usage.input())
                .add("cached_input", usage.cachedInput())
                .add("cache_write", usage.cacheWrite())
                .add("output", usage.output())
                .add("reasoning", usage.reasoning())
                .add("estimated", reply.usageEstimated())
                .add("cached_share", reply.cachedShare());
    }

    /** OpenAI's annotations: where each mark stands in the text, in code points, and what it leads to. */
    public static JsonArray annotations(Reply reply) {
        Map<Integer, Citation> byNumber =
                reply.citations().stream().collect(Collectors.toMap(Citation::number, Function.identity()));
        JsonArrayBuilder annotations = Json.createArrayBuilder();
        Matcher mark = MARK.matcher(reply.text());
        while (mark.find()) {
            Citation citation = byNumber.get(Integer.valueOf(mark.group(1)));
            if (citation != null) {
                annotations.add(Json.createObjectBuilder()
                        .add("type", "url_citation")
                        .add(
                                "url_citation",
                                Json.createObjectBuilder()
                                        .add("start_index", reply.text().codePointCount(0, mark.start()))
                                        .add("end_index", reply.text().codePointCount(0, mark.end()))
                                        .add("title", citation.title())
                                        .add("url", citation.url())));
            }
        }
        return annotations.build();
    }

    static JsonObject route(Route route) {
        return Json.createObjectBuilder()
                .add("policy_version", route.policyVersion())
                .add("rule", route.rule())
                .add("intent", route.intent() == null ? JsonValue.NULL : Json.createValue(route.intent()))
                .add("confidence", route.confidence() == null ? JsonValue.NULL : Json.createValue(route.confidence()))
                .add("reasons", Json.createArrayBuilder(route.reasons()))
                .build();
    }

    private static JsonValue degraded(Degraded degraded) {
        if (degraded == null) {
            return JsonValue.NULL;
        }
        return Json.createObjectBuilder()
                .add("reason", degraded.reason())
                .add("from", degraded.from())
                .add("to", degraded.to())
                .build();
    }
}
