package org.wabs.server.platform.tenant;

/// The organization on whose behalf the current thread works. PostgreSQL is told at the begin of
/// each transaction and shows its rows only; nothing bound means no rows.
public final class Tenant {
    private static final ScopedValue<OrganizationId> CURRENT = ScopedValue.newInstance();

    private Tenant() {}

    public static boolean isBound() {
        return CURRENT.isBound();
    }

    /// @throws IllegalStateException when nothing is bound
    public static OrganizationId current() {
        if (!CURRENT.isBound())
            throw new IllegalStateException("no organization is bound to this thread");
        return CURRENT.get();
    }

    public static void run(OrganizationId organization, Runnable work) {
        ScopedValue.where(CURRENT, organization).run(work);
    }

    public static <T, X extends Throwable> T call(
            OrganizationId organization, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, organization).call(work);
    }
}
