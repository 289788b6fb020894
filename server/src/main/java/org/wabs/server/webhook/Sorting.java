package org.wabs.server.webhook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wabs.cloudapi.PhoneNumberId;
import org.wabs.cloudapi.webhook.MalformedElement;
import org.wabs.cloudapi.webhook.StatusReport;
import org.wabs.cloudapi.webhook.UnknownEvent;
import org.wabs.cloudapi.webhook.UserPreference;
import org.wabs.cloudapi.webhook.WebhookEvent;
import org.wabs.server.account.Connections;
import org.wabs.server.account.Route;
import org.wabs.server.platform.event.Delivered;
import org.wabs.server.platform.tenant.OrganizationId;

/// What is to become of the elements of a batch.
///
/// @param deliver for the features, in the order of the bodies
record Sorting(
        List<Routed> deliver, List<Routed> keep, List<DeadLetter> dead, List<Element> unrouted) {

    /// An element and whose it is.
    record Routed(OrganizationId organization, Element element) {
        Delivered<?> delivered() {
            return new Delivered<>(organization, element.event());
        }
    }

    private record Address(String appKey, String wabaId, @Nullable PhoneNumberId number) {}

    Stream<Routed> routed() {
        return Stream.concat(deliver.stream(), keep.stream());
    }

    /// Asks for each address once.
    static Sorting of(
            List<Element> elements, Connections connections, Predicate<Class<?>> isHeard) {
        var routes = new HashMap<Address, Optional<Route>>();
        var sorting =
                new Sorting(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var element : elements)
            sorting.add(element, route(element, connections, routes), isHeard);
        return sorting;
    }

    private static Optional<Route> route(
            Element element, Connections connections, Map<Address, Optional<Route>> routes) {
        var address =
                new Address(element.appKey(), element.wabaId(), element.event().phoneNumberId());
        return routes.computeIfAbsent(
                address, a -> connections.route(a.appKey, a.wabaId, a.number));
    }

    private void add(Element element, Optional<Route> route, Predicate<Class<?>> isHeard) {
        if (element.event() instanceof MalformedElement broken) {
            dead.add(DeadLetter.malformed(route.map(Route::organization), element, broken.why()));
        } else if (route.isEmpty()) {
            unrouted.add(element);
        } else {
            var routed = new Routed(route.get().organization(), element);
            boolean heard = isHeard.test(element.event().getClass());
            (heard && !isUnknown(element.event()) ? deliver : keep).add(routed);
        }
    }

    private static boolean isUnknown(WebhookEvent event) {
        return event instanceof UnknownEvent
                || event instanceof StatusReport report
                        && report.status() == StatusReport.Status.UNKNOWN
                || event instanceof UserPreference preference
                        && preference.value() == UserPreference.Value.UNKNOWN;
    }
}
