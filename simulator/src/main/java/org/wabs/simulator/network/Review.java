package org.wabs.simulator.network;

import java.util.regex.Pattern;
import org.wabs.simulator.world.Template;
import org.wabs.simulator.world.Waba;

/// Meta's review of a template, by a few of its rules.
final class Review {
    private static final Pattern SCAM =
            Pattern.compile(
                    "card number|account number|password|you have won", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROMOTION =
            Pattern.compile(
                    "% off|discount|\\bsale\\b|special offer|coupon", Pattern.CASE_INSENSITIVE);

    private Review() {}

    /// The template as it comes out of the review: approved (maybe in a dearer category) or
    /// rejected.
    static Template of(Waba waba, Template template) {
        String body = template.shape().bodyText();
        if (SCAM.matcher(body).find()) {
            return template.rejected("SCAM");
        }
        boolean repeated =
                waba.templates().stream()
                        .filter(other -> !other.key().equals(template.key()))
                        .anyMatch(other -> saysTheSame(other, template));
        if (repeated && !template.category().equals("AUTHENTICATION")) {
            return template.rejected("INVALID_FORMAT");
        }
        return suitable(template).withStatus("APPROVED");
    }

    /// Meta files a promotion under MARKETING, whatever was asked for.
    static Template suitable(Template template) {
        boolean promotes =
                template.category().equals("UTILITY")
                        && PROMOTION.matcher(template.shape().bodyText()).find();
        return promotes ? template.withCategory("MARKETING") : template;
    }

    private static boolean saysTheSame(Template one, Template other) {
        return one.shape().bodyText().equals(other.shape().bodyText())
                && one.shape().footerText().equals(other.shape().footerText());
    }
}
