package org.wabs.simulator.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A WhatsApp Business account: its numbers, its templates and who listens.
public final class Waba {
    private final String id;
    private final String name;
    private final Business business;
    private final App app;
    private final List<PhoneNumber> phoneNumbers = new ArrayList<>();
    private final Map<Template.Key, Template> templates = new ConcurrentHashMap<>();
    private volatile Subscription subscription;

    /// Whether the app listens to this account.
    ///
    /// @param override where webhooks of the field `messages` go instead of the app's callback
    public record Subscription(boolean active, @Nullable String override) {
        public static final Subscription NONE = new Subscription(false, null);
    }

    private volatile Allowance allowance = Allowance.UNUSED;

    /// How much of the hour's management calls is used up.
    ///
    /// @param percent from 100 on calls are refused with 80007
    /// @param regainMinutes until calls are possible again
    public record Allowance(int percent, int regainMinutes) {
        static final Allowance UNUSED = new Allowance(1, 0);
    }

    Waba(WorldSpec.WabaSpec spec, Business business, App app) {
        id = spec.id();
        name = spec.name();
        this.business = business;
        this.app = app;
        subscription = new Subscription(spec.subscribed(), null);
        spec.phoneNumbers().forEach(phone -> phoneNumbers.add(new PhoneNumber(phone, this)));
        if ("demo".equals(spec.templatePreset())) {
            DemoTemplates.of(id).forEach(this::put);
        }
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Business business() {
        return business;
    }

    public App app() {
        return app;
    }

    public List<PhoneNumber> phoneNumbers() {
        return List.copyOf(phoneNumbers);
    }

    public Allowance allowance() {
        return allowance;
    }

    public void setAllowance(Allowance allowance) {
        this.allowance = allowance;
    }

    public Subscription subscription() {
        return subscription;
    }

    void setSubscription(Subscription subscription) {
        this.subscription = subscription;
    }

    public Optional<Template> findTemplate(String name, String language) {
        return Optional.ofNullable(templates.get(new Template.Key(name, language)));
    }

    /// All templates by name and language.
    public List<Template> templates() {
        return templates.values().stream()
                .sorted(Comparator.comparing(Template::name).thenComparing(Template::language))
                .toList();
    }

    void put(Template template) {
        templates.put(template.key(), template);
    }

    void remove(Template template) {
        templates.remove(template.key());
    }
}
