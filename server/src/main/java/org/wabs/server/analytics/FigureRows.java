package org.wabs.server.analytics;

/// Where figures are read: sums where there are some, else each quarter of an hour.
final class FigureRows {
    /// By campaign, number, template and country. Whole days of UTC are read as such, what is left
    /// of the period at both ends by the quarter of an hour.
    static final String BY_DIMENSION =
            " FROM (%s UNION ALL %s UNION ALL %s) h WHERE"
                            .formatted(
                                    rows("analytics_day", "day", ":firstDay", ":lastDay"),
                                    rows("analytics_quarter", "quarter", ":from", ":firstDay"),
                                    rows("analytics_quarter", "quarter", ":lastDay", ":to"))
                    + Period.DIMENSIONS;

    private static final String OF_ALL =
            " FROM analytics_total h WHERE h.quarter >= :from AND h.quarter < :to ";

    private static final String OF_SOME =
            " FROM analytics_quarter h WHERE h.quarter >= :from AND h.quarter < :to AND"
                    + Period.DIMENSIONS;

    private FigureRows() {}

    /// By the quarter of an hour.
    static String byQuarter(Period period) {
        return period.isOfAll() ? OF_ALL : OF_SOME;
    }

    private static String rows(String table, String time, String from, String to) {
        return "SELECT campaign_id, phone_number_id, template, country, %s FROM %s WHERE %s >= %s AND %s < %s"
                .formatted(Figures.LIST, table, time, from, time, to);
    }
}
