package io.groundwork.budget;

import java.time.YearMonth;
import java.util.List;

/**
 * What a provider bills for a month of its own, which is one in UTC.
 *
 * @param complete whether it names everything that the provider was asked in this month
 */
record Invoice(String provider, YearMonth month, List<InvoiceLine> lines, boolean complete) {}
