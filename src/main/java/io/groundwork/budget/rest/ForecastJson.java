package io.groundwork.budget.rest;

import io.groundwork.cost.Forecast;
import java.math.BigDecimal;

/** What a budget will probably have spent at the end of its period, and between which amounts it lies in eight of ten cases. */
public record ForecastJson(String amount, String low, String high) {

    static ForecastJson of(Forecast forecast) {
        return new ForecastJson(decimal(forecast.expected()), decimal(forecast.low()), decimal(forecast.high()));
    }

    static String decimal(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
