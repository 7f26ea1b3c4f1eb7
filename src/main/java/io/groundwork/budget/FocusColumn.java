package io.groundwork.budget;

import io.groundwork.platform.kernel.Text;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The columns of the FinOps Open Cost and Usage Specification, version 1.0, that we have something to say of: all that
 * are mandatory, and of the others those that apply. We know one price, so all four costs are what it makes.
 */
enum FocusColumn {
    BILLED_COST("BilledCost", Cell::cost),
    BILLING_ACCOUNT_ID("BillingAccountId", cell -> cell.bill().account().id().toString()),
    BILLING_ACCOUNT_NAME("BillingAccountName", cell -> cell.bill().account().name()),
    BILLING_CURRENCY("BillingCurrency", cell -> cell.bundle().rates().currency()),
    BILLING_PERIOD_END("BillingPeriodEnd", cell -> cell.bill().end().toString()),
    BILLING_PERIOD_START("BillingPeriodStart", cell -> cell.bill().start().toString()),
    CHARGE_CATEGORY("ChargeCategory", cell -> cell.line().use().isPresent() ? "Usage" : "Adjustment"),
    CHARGE_CLASS("ChargeClass", cell -> cell.bundle().late() ? "Correction" : ""),
    CHARGE_DESCRIPTION("ChargeDescription", FocusColumn::description),
    CHARGE_FREQUENCY("ChargeFrequency", cell -> cell.line().use().isPresent() ? "Usage-Based" : "One-Time"),
    CHARGE_PERIOD_END(
            "ChargePeriodEnd", cell -> cell.bill().midnight(cell.bundle().day().plusDays(1))),
    CHARGE_PERIOD_START(
            "ChargePeriodStart", cell -> cell.bill().midnight(cell.bundle().day())),
    CONSUMED_QUANTITY("ConsumedQuantity", used(use -> Long.toString(use.quantity()))),
    CONSUMED_UNIT("ConsumedUnit", used(FocusLine.Use::unit)),
    CONTRACTED_COST("ContractedCost", Cell::cost),
    CONTRACTED_UNIT_PRICE("ContractedUnitPrice", used(use -> decimal(use.unitPrice()))),
    EFFECTIVE_COST("EffectiveCost", Cell::cost),
    INVOICE_ISSUER_NAME("InvoiceIssuerName", cell -> cell.bundle().provider()),
    LIST_COST("ListCost", Cell::cost),
    LIST_UNIT_PRICE("ListUnitPrice", used(use -> decimal(use.unitPrice()))),
    PRICING_CATEGORY("PricingCategory", used(use -> "Standard")),
    PRICING_QUANTITY("PricingQuantity", used(use -> decimal(use.priced()))),
    PRICING_UNIT("PricingUnit", used(FocusLine.Use::pricedUnit)),
    PROVIDER_NAME("ProviderName", cell -> cell.bundle().provider()),
    PUBLISHER_NAME("PublisherName", cell -> cell.bundle().provider()),
    RESOURCE_ID(
            "ResourceId", cell -> cell.bundle().provider() + "/" + cell.bundle().model()),
    RESOURCE_NAME("ResourceName", cell -> cell.bundle().model()),
    RESOURCE_TYPE("ResourceType", cell -> "Model"),
    SERVICE_CATEGORY("ServiceCategory", cell -> "AI and Machine Learning"),
    SERVICE_NAME("ServiceName", cell -> cell.bundle().provider()),
    SKU_ID("SkuId", FocusColumn::sku),
    SKU_PRICE_ID("SkuPriceId", cell -> cell.line()
            .use()
            .map(use -> sku(cell) + "@" + decimal(use.unitPrice()) + " "
                    + cell.bundle().rates().currency())
            .orElse("")),
    TAGS("Tags", FocusColumn::tags);

    /** Before the names of all tags, since they are ours and not the reader's. */
    private static final String OURS = "groundwork/";

    private final String title;
    private final Function<Cell, String> text;

    FocusColumn(String title, Function<Cell, String> text) {
        this.title = title;
        this.text = text;
    }

    /** What a row tells. */
    record Cell(FocusExport.Bill bill, FocusRows.Bundle bundle, FocusLine line) {

        private String cost() {
            return decimal(line.cost());
        }
    }

    static List<String> titles() {
        return Arrays.stream(values()).map(column -> column.title).toList();
    }

    /** An empty cell says that there is nothing to tell. */
    static List<String> cells(Cell row) {
        return Arrays.stream(values()).map(column -> column.text.apply(row)).toList();
    }

    private static Function<Cell, String> used(Function<FocusLine.Use, String> text) {
        return cell -> cell.line().use().map(text).orElse("");
    }

    private static String sku(Cell cell) {
        FocusRows.Bundle bundle = cell.bundle();
        return cell.line().use().isEmpty()
                ? ""
                : bundle.provider() + "/" + bundle.model() + "/" + cell.line().meter();
    }

    private static String description(Cell cell) {
        String key = "focus_" + cell.line().meter().replace('-', '_');
        return new Text("budget." + key, cell.bundle().model(), cell.bundle().purpose()).in(Locale.ENGLISH);
    }

    /** What a charge is shared out by inside the organisation. */
    private static String tags(Cell cell) {
        FocusRows.Bundle bundle = cell.bundle();
        JsonObjectBuilder tags = Json.createObjectBuilder();
        tag(tags, "user", bundle.username() == null ? text(bundle.user()) : bundle.username());
        tag(tags, "key", text(bundle.key()));
        tag(tags, "groups", bundle.groups());
        tag(tags, "mode", bundle.mode());
        tag(tags, "purpose", bundle.purpose());
        return tags.add(OURS + "estimated", bundle.estimated()).build().toString();
    }

    private static void tag(JsonObjectBuilder tags, String name, String value) {
        if (!value.isEmpty()) {
            tags.add(OURS + name, value);
        }
    }

    private static String text(UUID id) {
        return Optional.ofNullable(id).map(UUID::toString).orElse("");
    }

    private static String decimal(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
