package io.groundwork.model.web;

import io.groundwork.platform.kernel.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** What people typed into a form, read as what it is meant to be; what cannot be read is told by the field's name. */
record Fields(Map<String, Object> values) {

    Optional<String> text(String field) {
        return Optional.ofNullable(values.get(field))
                .map(Object::toString)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    boolean flag(String field) {
        return Boolean.parseBoolean(text(field).orElse("false"));
    }

    int number(String field) {
        try {
            return Integer.parseInt(text(field).orElse(""));
        } catch (NumberFormatException notANumber) {
            throw Problem.Invalid.field(field, "model.number_form");
        }
    }

    Optional<BigDecimal> amount(String field) {
        try {
            return text(field).map(BigDecimal::new);
        } catch (NumberFormatException notAnAmount) {
            throw Problem.Invalid.field(field, "model.amount_form");
        }
    }

    BigDecimal neededAmount(String field) {
        return amount(field).orElseThrow(() -> Problem.Invalid.field(field, "platform.field_required"));
    }

    Optional<LocalDate> day(String field) {
        try {
            return text(field).map(LocalDate::parse);
        } catch (DateTimeParseException notADay) {
            throw Problem.Invalid.field(field, "model.day_form");
        }
    }
}
