package io.groundwork.budget.rest;

import io.groundwork.budget.Forecast;

/** What a budget will probably have spent at the end of its period, and between which amounts. */
public record ForecastJson(String amount, String low, String high) {

    static ForecastJson of(Forecast forecast) {
        return new ForecastJson(
                forecast.amount().decimal(),
                forecast.low().decimal(),
                forecast.high().decimal());
    }
}
