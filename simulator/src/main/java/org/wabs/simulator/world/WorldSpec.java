package org.wabs.simulator.world;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wabs.simulator.http.BadRequest;

/// The world as `PUT /admin/world` describes it.
public record WorldSpec(List<AppSpec> apps, List<BusinessSpec> businesses, List<WabaSpec> wabas) {

    /// A Meta app.
    ///
    /// @param callbackUrl where webhooks go; null until `PUT /admin/apps/{id}/callback`
    public record AppSpec(
            String id, String secret, String verifyToken, @Nullable String callbackUrl) {
        public AppSpec {
            decimal(id, "apps.id");
            given(secret, "apps.secret");
            given(verifyToken, "apps.verifyToken");
        }
    }

    /// A business portfolio.
    ///
    /// @param limitTier such as `TIER_2K`; see [Tier]
    public record BusinessSpec(String id, String name, String limitTier) {
        public BusinessSpec {
            decimal(id, "businesses.id");
            given(name, "businesses.name");
            Tier.of(limitTier);
        }
    }

    /// A WhatsApp Business account.
    ///
    /// @param tokens access tokens that may use it
    /// @param templatePreset `demo` or `none`
    /// @param subscribed whether the app is subscribed from the start, as if it had called
    ///   `subscribed_apps`
    public record WabaSpec(
            String id,
            String name,
            String businessId,
            List<String> tokens,
            String appId,
            @Nullable String templatePreset,
            boolean subscribed,
            List<PhoneSpec> phoneNumbers) {
        public WabaSpec {
            decimal(id, "wabas.id");
            given(name, "wabas.name");
            given(businessId, "wabas.businessId");
            given(appId, "wabas.appId");
            tokens = List.copyOf(given(tokens, "wabas.tokens"));
            phoneNumbers = List.copyOf(given(phoneNumbers, "wabas.phoneNumbers"));
            templatePreset = templatePreset == null ? "none" : templatePreset;
            require(
                    templatePreset.equals("none") || templatePreset.equals("demo"),
                    "wabas.templatePreset: 'demo' or 'none', was '" + templatePreset + "'");
        }
    }

    /// A business phone number.
    ///
    /// @param throughput messages per second, inbound and outbound together; 0 means 80
    /// @param quality `GREEN` (default), `YELLOW` or `RED`
    public record PhoneSpec(
            String id,
            String displayPhoneNumber,
            String verifiedName,
            int throughput,
            @Nullable String quality) {
        public PhoneSpec {
            decimal(id, "phoneNumbers.id");
            given(displayPhoneNumber, "phoneNumbers.displayPhoneNumber");
            given(verifiedName, "phoneNumbers.verifiedName");
            throughput = throughput == 0 ? PhoneNumber.STANDARD_THROUGHPUT : throughput;
            require(
                    throughput >= 1 && throughput <= 100_000,
                    "phoneNumbers.throughput: 1 to 100000, was " + throughput);
            quality = quality == null ? "GREEN" : quality;
            require(
                    displayPhoneNumber.chars().anyMatch(Character::isDigit),
                    "phoneNumbers.displayPhoneNumber: digits are wanted, was '"
                            + displayPhoneNumber
                            + "'");
        }
    }

    public WorldSpec {
        apps = List.copyOf(given(apps, "apps"));
        businesses = List.copyOf(given(businesses, "businesses"));
        wabas = List.copyOf(given(wabas, "wabas"));
        Set<String> ids = new HashSet<>();
        apps.forEach(app -> unique(ids, app.id()));
        businesses.forEach(business -> unique(ids, business.id()));
        for (WabaSpec waba : wabas) {
            unique(ids, waba.id());
            waba.phoneNumbers().forEach(phone -> unique(ids, phone.id()));
            require(
                    apps.stream().anyMatch(app -> app.id().equals(waba.appId())),
                    "wabas.appId: no app " + waba.appId());
            require(
                    businesses.stream().anyMatch(b -> b.id().equals(waba.businessId())),
                    "wabas.businessId: no business " + waba.businessId());
        }
    }

    /// Both together.
    ///
    /// @throws BadRequest when an id is used in both
    WorldSpec with(WorldSpec more) {
        return new WorldSpec(
                joined(apps, more.apps),
                joined(businesses, more.businesses),
                joined(wabas, more.wabas));
    }

    static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static void unique(Set<String> ids, String id) {
        require(ids.add(id), "id " + id + ": used twice");
    }

    private static void decimal(@Nullable String id, String field) {
        given(id, field);
        require(
                id != null && id.matches("[0-9]{1,20}"),
                field + ": decimal digits are wanted, was '" + id + "'");
    }

    private static <T> T given(@Nullable T value, String field) {
        if (value == null) {
            throw new BadRequest(field + ": missing");
        }
        return value;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new BadRequest(message);
        }
    }
}
