package io.groundwork.budget;

import io.groundwork.platform.kernel.Csv;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the FinOps Open Cost and Usage Specification 1.0 demands of a data set, as far as a data set alone can show it;
 * the columns with their levels, types and values stand in focus-1.0.csv. Read against the specification's own list of
 * requirements, column by column and attribute by attribute.
 */
public final class FocusValidator {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    /** A whole quantity, and what is counted in the plural, over a time where it is a rate. */
    private static final Pattern UNIT = Pattern.compile("([1-9]\\d* )?[A-Z][A-Za-z]*s(/[A-Z][a-z]+)?");
    /** A tag that is not the reader's own has a prefix that tells whose it is. */
    private static final Pattern PREFIXED = Pattern.compile("[a-z]+/.+");

    private static final String CUSTOM = "x_";

    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, String> skuOfPrice = new HashMap<>();

    private FocusValidator() throws IOException {
        try (InputStream specification = FocusValidator.class.getResourceAsStream("/budget/focus-1.0.csv")) {
            Csv.read(new String(specification.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .skip(1)
                    .forEach(line -> columns.put(line.cells().get(0), line.cells()));
        }
    }

    /** Whatever does not conform; nothing, when all does. */
    public static List<String> complaints(String csv) throws IOException {
        FocusValidator validator = new FocusValidator();
        List<Csv.Line> lines = Csv.read(csv);
        validator.header(lines.get(0).cells());
        rows(csv).forEach(validator::row);
        return validator.complaints;
    }

    public static List<Map<String, String>> rows(String csv) {
        List<Csv.Line> lines = Csv.read(csv);
        List<String> header = lines.get(0).cells();
        return lines.stream()
                .skip(1)
                .map(line -> {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 0; i < header.size(); i++) {
                        row.put(header.get(i), line.cells().get(i));
                    }
                    return row;
                })
                .toList();
    }

    private void demand(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }

    private void header(List<String> header) {
        columns.forEach((name, said) ->
                demand(header.contains(name) || !said.get(1).equals("Mandatory"), "missing column " + name));
        demand(Set.copyOf(header).size() == header.size(), "a column twice");
        header.forEach(name -> demand(columns.containsKey(name) || name.startsWith(CUSTOM), "unknown column " + name));
        long firsts = header.stream().takeWhile(columns::containsKey).count();
        demand(header.stream().filter(columns::containsKey).count() == firsts, "a custom column among the others");
    }

    private void row(Map<String, String> row) {
        row.forEach((name, value) -> {
            if (columns.containsKey(name)) {
                cell(columns.get(name), value, row);
            }
        });
        periods(row);
        if (complaints.isEmpty()) {
            quantities(row);
            prices(row, "ListUnitPrice", "ListCost");
            prices(row, "ContractedUnitPrice", "ContractedCost");
            sku(row);
            resource(row);
            otherwise(row);
        }
    }

    private void cell(List<String> column, String value, Map<String, String> row) {
        String name = column.get(0);
        if (value.isEmpty()) {
            demand(column.get(3).equals("yes"), name + " is null in " + row);
            return;
        }
        boolean typed =
                switch (column.get(2)) {
                    case "Decimal" -> NUMBER.matcher(value).matches();
                    case "Date/Time" -> MOMENT.matcher(value).matches();
                    case "Currency" -> Currency.getAvailableCurrencies().contains(Currency.getInstance(value));
                    case "JSON" -> plainObject(value);
                    default -> true;
                };
        demand(typed, name + " is no " + column.get(2) + ": " + value);
        String values = column.get(4);
        demand(values.isEmpty() || List.of(values.split("\\|")).contains(value), name + " may not be " + value);
    }

    /** Keys with strings, numbers and flags, and no objects inside. */
    private static boolean plainObject(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            JsonObject tags = reader.readObject();
            return tags.keySet().stream().allMatch(PREFIXED.asMatchPredicate())
                    && tags.values().stream()
                            .noneMatch(value -> value.getValueType() == JsonValue.ValueType.OBJECT
                                    || value.getValueType() == JsonValue.ValueType.ARRAY);
        } catch (JsonException notJson) {
            return false;
        }
    }

    /** A charge lies in the period that it is billed in, unless it corrects an earlier one. */
    private void periods(Map<String, String> row) {
        Instant start = Instant.parse(row.get("ChargePeriodStart"));
        Instant end = Instant.parse(row.get("ChargePeriodEnd"));
        Instant billed = Instant.parse(row.get("BillingPeriodStart"));
        demand(start.isBefore(end), "no charge period: " + row);
        demand(billed.isBefore(Instant.parse(row.get("BillingPeriodEnd"))), "no billing period: " + row);
        boolean within = !start.isBefore(billed) && !end.isAfter(Instant.parse(row.get("BillingPeriodEnd")));
        demand(within != corrects(row), "charge and billing period disagree: " + row);
    }

    private static boolean corrects(Map<String, String> row) {
        return row.get("ChargeClass").equals("Correction");
    }

    private void quantities(Map<String, String> row) {
        boolean used = row.get("ChargeCategory").equals("Usage");
        for (String name : List.of("ConsumedQuantity", "PricingQuantity")) {
            String quantity = row.get(name);
            demand(!used || corrects(row) || !quantity.isEmpty(), name + " of usage is null: " + row);
            demand(
                    quantity.isEmpty() || corrects(row) || new BigDecimal(quantity).signum() >= 0,
                    name + " is below zero: " + row);
        }
        demand(used || row.get("ConsumedQuantity").isEmpty(), "ConsumedQuantity without usage: " + row);
        demand(row.get("ConsumedQuantity").isEmpty() == row.get("ConsumedUnit").isEmpty(), "ConsumedUnit: " + row);
        demand(row.get("PricingQuantity").isEmpty() == row.get("PricingUnit").isEmpty(), "PricingUnit: " + row);
        for (String name : List.of("ConsumedUnit", "PricingUnit")) {
            demand(row.get(name).isEmpty() || UNIT.matcher(row.get(name)).matches(), name + " is no unit: " + row);
        }
        for (String name : List.of("PricingCategory", "SkuId", "SkuPriceId", "ListUnitPrice", "ContractedUnitPrice")) {
            demand(!used || corrects(row) || !row.get(name).isEmpty(), name + " of usage is null: " + row);
        }
    }

    /** A price is one price of one thing, wherever it stands. */
    private void sku(Map<String, String> row) {
        String priceId = row.get("SkuPriceId");
        if (!priceId.isEmpty()) {
            String what = row.get("SkuId") + " " + row.get("ListUnitPrice") + " " + row.get("BillingCurrency");
            String before = skuOfPrice.putIfAbsent(priceId, what);
            demand(before == null || before.equals(what), "SkuPriceId means two prices: " + row);
        }
    }

    private void resource(Map<String, String> row) {
        demand(row.get("ResourceId").isEmpty() == row.get("ResourceType").isEmpty(), "ResourceType: " + row);
        boolean same = row.get("ResourceId").equals(row.get("ResourceName"));
        demand(row.get("ResourceId").isEmpty() || !same, "ResourceName repeats ResourceId: " + row);
    }

    /** What is no usage follows from nothing else, so that all its costs are the billed one. */
    private void otherwise(Map<String, String> row) {
        boolean purchase = row.get("ChargeCategory").equals("Purchase");
        demand(!purchase || !row.get("ChargeFrequency").equals("Usage-Based"), "a purchase by usage: " + row);
        boolean apart = List.of("Credit", "Adjustment").contains(row.get("ChargeCategory"));
        for (String cost : List.of("EffectiveCost", "ListCost", "ContractedCost")) {
            demand(!apart || row.get(cost).equals(row.get("BilledCost")), cost + " is not what is billed: " + row);
        }
    }

    private void prices(Map<String, String> row, String price, String cost) {
        if (!row.get(price).isEmpty() && !corrects(row)) {
            BigDecimal product = new BigDecimal(row.get(price)).multiply(new BigDecimal(row.get("PricingQuantity")));
            demand(
                    product.compareTo(new BigDecimal(row.get(cost))) == 0,
                    cost + " is not what its price makes: " + row);
            demand(new BigDecimal(row.get(price)).signum() >= 0, price + " is below zero: " + row);
        }
    }
}
