package io.groundwork.notice;

import io.groundwork.platform.kernel.Money;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;

/** A notice as programs read it; amounts are decimal strings, and what it has not is null. */
public final class NoticeJson {

    private NoticeJson() {}

    /** The message that a webhook gets. */
    static String message(Notice notice, String tenant) {
        return message(
                notice.kind().event(), notice.raisedAt().toString(), of(notice).add("tenant", tenant));
    }

    /** The message with which a webhook is tried. */
    static String trial(String tenant, String now) {
        return message(Webhook.TRIAL, now, Json.createObjectBuilder().add("tenant", tenant));
    }

    private static String message(String event, String timestamp, JsonObjectBuilder data) {
        return Json.createObjectBuilder()
                .add("type", event)
                .add("timestamp", timestamp)
                .add("data", data)
                .build()
                .toString();
    }

    public static JsonObjectBuilder of(Notice notice) {
        Optional<Notice.OfBudget> budget = notice.budget();
        Optional<Notice.OfDay> day = notice.day();
        return Json.createObjectBuilder()
                .add("id", notice.id().toString())
                .add("kind", notice.kind().word())
                .add("budget", text(budget.map(Notice.OfBudget::name)))
                .add(
                        "percent",
                        budget.<JsonValue>map(of -> Json.createValue(of.percent()))
                                .orElse(JsonValue.NULL))
                .add("limit", amount(budget.map(Notice.OfBudget::limit)))
                .add("spent", notice.spent().decimal())
                .add("reserved", amount(budget.map(Notice.OfBudget::reserved)))
                .add("currency", notice.spent().currency())
                .add("period", budget.<JsonValue>map(NoticeJson::period).orElse(JsonValue.NULL))
                .add("day", text(day.map(of -> of.day().toString())))
                .add("usual", amount(day.map(Notice.OfDay::usual)))
                .add("raised_at", notice.raisedAt().toString());
    }

    private static JsonObject period(Notice.OfBudget budget) {
        return Json.createObjectBuilder()
                .add("starts_at", budget.startsAt().toString())
                .add("ends_at", text(budget.endsAt().map(Object::toString)))
                .build();
    }

    private static JsonValue amount(Optional<Money> money) {
        return text(money.map(Money::decimal));
    }

    private static JsonValue text(Optional<String> value) {
        return value.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }
}
