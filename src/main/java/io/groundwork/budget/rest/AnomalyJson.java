package io.groundwork.budget.rest;

import io.groundwork.cost.Anomaly;
import java.time.LocalDate;

/** A day that is out of the pattern of the days before it: what was spent, and what a day like it usually comes to. */
public record AnomalyJson(LocalDate day, String amount, String usual) {

    static AnomalyJson of(Anomaly anomaly) {
        return new AnomalyJson(
                anomaly.day(), ForecastJson.decimal(anomaly.amount()), ForecastJson.decimal(anomaly.usual()));
    }
}
