package org.wabs.cloudapi;

import java.util.regex.Pattern;

/// Language code of a template, such as `en_US` or `pt_BR`. Webhooks print it with a hyphen, so `-`
/// becomes `_`; codes that Meta adds later are accepted.
public record Language(String code) {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{2,8}(_[A-Za-z0-9]{1,8}){0,3}");

    public Language {
        code = code.replace('-', '_');
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("language: a code such as en or en_US");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
