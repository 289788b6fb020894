package org.wabs.server.support;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.wabs.server.platform.tenant.OrganizationId;
import org.wabs.server.support.TestSimulator.Waba;

/// One server and one simulator for all tests of this JVM that need no settings of their own,
/// started at first use and stopped with the JVM. Each test class works in a business of its own,
/// so that none sees what another does.
///
///     private static final Business SHOP = SharedServer.business();
///     SHOP.connect();
///     SHOP.owner().get("/api/templates") …
public final class SharedServer {
    private static final int ACCOUNTS = 200;

    /// Off for all others, in `src/test/resources/config`.
    private static final String DESCRIPTION = "springdoc.api-docs.enabled";

    private static final TestSimulator META = TestSimulator.start();
    private static final TestServer SERVER = start();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private SharedServer() {}

    private static TestServer start() {
        META.world(IntStream.range(0, ACCOUNTS).mapToObj(SharedServer::waba).toArray(Waba[]::new));
        META.quietCustomers();
        var server = describingItself(META.settingsOfApp());
        AtTheEnd.run(() -> {
            server.close();
            META.close();
        });
        META.callsBack(server);
        return server;
    }

    private static TestServer describingItself(Map<String, String> settings) {
        System.setProperty(DESCRIPTION, "true");
        try {
            return TestServer.start(settings);
        } finally {
            System.clearProperty(DESCRIPTION);
        }
    }

    private static Waba waba(int n) {
        return TestSimulator.waba(wabaId(n), "token-of-" + n, number(n, 0), number(n, 1))
                .ofBusiness(TestSimulator.UNLIMITED_BUSINESS);
    }

    private static String wabaId(int n) {
        return String.valueOf(210_000_000L + n);
    }

    private static String number(int n, int which) {
        return String.valueOf(310_000_000L + n * 10L + which);
    }

    public static TestServer server() {
        return SERVER;
    }

    /// The simulator's admin calls. Its behaviour concerns all tests: leave it as it was.
    public static Api meta() {
        return META.admin();
    }

    public static TestSimulator simulator() {
        return META;
    }

    /// A new organization with an owner, and an account of the simulated world that is free for it.
    public static Business business() {
        int n = NEXT.getAndIncrement();
        if (n >= ACCOUNTS) throw new IllegalStateException("more businesses than accounts");
        var organization = SERVER.newOrganization();
        return new Business(
                organization,
                SERVER.user(organization, "OWNER"),
                wabaId(n),
                "token-of-" + n,
                List.of(number(n, 0), number(n, 1)));
    }

    /// @param token of the account `wabaId`
    /// @param numbers phone number ids of that account
    public record Business(
            UUID organization, Api owner, String wabaId, String token, List<String> numbers) {
        public OrganizationId id() {
            return new OrganizationId(organization);
        }

        /// Connects the account by its token and reads its templates.
        public Business connect() {
            expect(owner.post("/api/accounts", Map.of("wabaId", wabaId, "accessToken", token)));
            expect(owner.post("/api/templates/sync", Map.of()));
            return this;
        }

        /// A new user of this organization, signed in.
        public Api user(String role) {
            return SERVER.user(organization, role);
        }

        /// A customer writes to the first number.
        ///
        /// @param customer number of the customer, digits only
        public void receive(String customer, String text) {
            expect(
                    META.admin()
                            .post(
                                    "/admin/customers/" + customer + "/messages",
                                    Map.of(
                                            "phoneNumberId",
                                            numbers.getFirst(),
                                            "type",
                                            "text",
                                            "text",
                                            text)));
        }
    }

    private static void expect(Api.Answer answer) {
        if (answer.status() >= 300) throw new IllegalStateException(answer.toString());
    }
}
