package org.wabs.simulator.customer;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a phone number tells by its digits.
public final class Numbers {
    /// Area codes of +1 outside the United States and its territories: Canada and the Caribbean.
    private static final Set<Integer> OTHER_AREAS =
            Arrays.stream(
                            """
                            204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438
                            450 460 468 474 506 514 519 537 548 566 568 579 581 584 587 604 613 639 647 672 683 705 709
                            742 753 778 780 782 807 819 825 867 873 879 902 905 942
                            242 246 264 268 284 345 441 473 649 658 664 721 758 767 784 809 829 849 868 869 876
                            """
                                    .trim()
                                    .split("\\s+"))
                    .map(Integer::valueOf)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> COUNTRIES =
            Map.ofEntries(
                    Map.entry("1", "US"),
                    Map.entry("7", "KZ"),
                    Map.entry("20", "EG"),
                    Map.entry("27", "ZA"),
                    Map.entry("31", "NL"),
                    Map.entry("33", "FR"),
                    Map.entry("34", "ES"),
                    Map.entry("39", "IT"),
                    Map.entry("44", "GB"),
                    Map.entry("49", "DE"),
                    Map.entry("52", "MX"),
                    Map.entry("54", "AR"),
                    Map.entry("55", "BR"),
                    Map.entry("57", "CO"),
                    Map.entry("62", "ID"),
                    Map.entry("81", "JP"),
                    Map.entry("90", "TR"),
                    Map.entry("91", "IN"),
                    Map.entry("234", "NG"),
                    Map.entry("254", "KE"),
                    Map.entry("351", "PT"),
                    Map.entry("966", "SA"),
                    Map.entry("971", "AE"));

    private Numbers() {}

    /// Whether anybody could have this number. In +1 area and exchange begin with 2 to 9.
    static boolean plausible(long number) {
        String digits = Long.toString(number);
        if (digits.startsWith("1")) {
            return digits.matches("1[2-9][0-9]{2}[2-9][0-9]{6}");
        }
        return digits.length() >= 8 && digits.length() <= 15;
    }

    /// Whether it is a number of the United States: marketing templates are not delivered there.
    public static boolean american(long number) {
        String digits = Long.toString(number);
        return digits.length() == 11
                && digits.startsWith("1")
                && !OTHER_AREAS.contains(Integer.valueOf(digits.substring(1, 4)));
    }

    /// The ISO code of the country, `ZZ` when it is none of the common ones.
    static String country(long number) {
        String digits = Long.toString(number);
        if (digits.startsWith("1") && !american(number)) {
            return "CA";
        }
        for (int length = Math.min(3, digits.length()); length >= 1; length--) {
            String country = COUNTRIES.get(digits.substring(0, length));
            if (country != null) {
                return country;
            }
        }
        return "ZZ";
    }
}
