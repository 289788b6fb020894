package org.wabs.server.contact.filter;

import java.util.Map;

/// A condition over `contact_audience c`, to be put into a WHERE.
///
/// @param sql holds our own words and parameter names only
/// @param values of the parameters, all of which begin with `filter`
public record SqlCondition(String sql, Map<String, Object> values) {
    public static final SqlCondition EVERYBODY = new SqlCondition("true", Map.of());

    public SqlCondition {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return "SqlCondition[" + sql + "]";
    }
}
