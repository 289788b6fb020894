package org.wabs.simulator.world;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The live world made of a [WorldSpec]. Ids are Meta's decimal strings.
public final class World {
    private final WorldSpec spec;
    private final Map<String, App> apps = new HashMap<>();
    private final Map<String, Business> businesses = new HashMap<>();
    private final Map<String, Waba> wabas = new HashMap<>();
    private final Map<String, PhoneNumber> phoneNumbers = new HashMap<>();
    private final Map<String, List<Waba>> tokens = new HashMap<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    World(WorldSpec spec) {
        this.spec = spec;
        add(spec);
    }

    private World(World former, WorldSpec more) {
        spec = former.spec.with(more);
        apps.putAll(former.apps);
        businesses.putAll(former.businesses);
        wabas.putAll(former.wabas);
        phoneNumbers.putAll(former.phoneNumbers);
        tokens.putAll(former.tokens);
        revoked.addAll(former.revoked);
        add(more);
    }

    private void add(WorldSpec spec) {
        spec.apps().forEach(app -> apps.put(app.id(), new App(app)));
        for (var business : spec.businesses()) {
            Tier tier = Tier.of(business.limitTier());
            businesses.put(business.id(), new Business(business.id(), business.name(), tier));
        }
        for (var wabaSpec : spec.wabas()) {
            Waba waba =
                    new Waba(
                            wabaSpec,
                            known(businesses, wabaSpec.businessId()),
                            known(apps, wabaSpec.appId()));
            wabas.put(waba.id(), waba);
            waba.phoneNumbers().forEach(phone -> phoneNumbers.put(phone.id(), phone));
            for (String token : wabaSpec.tokens()) {
                tokens.merge(token, List.of(waba), WorldSpec::joined);
            }
        }
    }

    /// What is there already goes on as it is.
    World with(WorldSpec more) {
        return new World(this, more);
    }

    static World empty() {
        return new World(new WorldSpec(List.of(), List.of(), List.of()));
    }

    WorldSpec spec() {
        return spec;
    }

    public boolean isEmpty() {
        return wabas.isEmpty();
    }

    /// The accounts a token may use; empty for an unknown or revoked one.
    public List<Waba> wabasOf(String token) {
        return revoked.contains(token) ? List.of() : tokens.getOrDefault(token, List.of());
    }

    void revoke(String token) {
        revoked.add(token);
    }

    public boolean knowsToken(String token) {
        return tokens.containsKey(token);
    }

    /// Whether the text is `APP_ID|APP_SECRET` of an app here.
    public Optional<App> findAppByToken(String token) {
        return Arrays.stream(token.split("\\|", 2))
                .findFirst()
                .flatMap(this::findApp)
                .filter(app -> token.equals(app.id() + "|" + app.secret()));
    }

    public Optional<App> findApp(String id) {
        return Optional.ofNullable(apps.get(id));
    }

    public Optional<Business> findBusiness(String id) {
        return Optional.ofNullable(businesses.get(id));
    }

    public Optional<Waba> findWaba(String id) {
        return Optional.ofNullable(wabas.get(id));
    }

    public List<Waba> wabas() {
        return List.copyOf(wabas.values());
    }

    public Optional<PhoneNumber> findPhoneNumber(String id) {
        return Optional.ofNullable(phoneNumbers.get(id));
    }

    /// Any template by Meta's id, with its account.
    public Optional<OwnedTemplate> findTemplate(String id) {
        return wabas.values().stream()
                .flatMap(waba ->
                        waba.templates().stream()
                                .filter(template -> template.id().equals(id))
                                .map(template -> new OwnedTemplate(waba, template)))
                .findFirst();
    }

    /// A template and the account it belongs to.
    public record OwnedTemplate(Waba waba, Template template) {}

    private static <T> T known(Map<String, T> things, String id) {
        T thing = things.get(id);
        if (thing == null) {
            throw new IllegalStateException("The spec was checked, yet " + id + " is unknown");
        }
        return thing;
    }
}
