package org.wabs.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// The whole life of a campaign by the limit programs: [LimitSender] sends, [LimitIntake] takes the
/// reports.
final class LimitCampaign implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Installation installation;
    private final Account account;
    private final LimitIntake intake;

    private LimitCampaign(Installation installation, Account account, LimitIntake intake) {
        this.installation = installation;
        this.account = account;
        this.intake = intake;
    }

    static LimitCampaign of(Installation installation, int numbers)
            throws IOException, SQLException {
        var account = installation.newAccount(numbers);
        new ManyRows(installation.sql()).forLimitProgram();
        var intake =
                new LimitIntake(installation.connect(), installation.connect(), account.secret());
        installation.meta().addToWorld(account.worldCalling(intake.url().toString()));
        return new LimitCampaign(installation, account, intake);
    }

    /// Without reports.
    static LimitSender sender(Installation installation, int numbers, int underWay)
            throws IOException, SQLException {
        var account = installation.newAccount(numbers);
        new ManyRows(installation.sql()).forLimitProgram();
        installation.meta().addToWorld(account.world());
        return new LimitSender(installation, account, underWay);
    }

    /// Returns when everybody is known to have read.
    void run(String tag, int underWay) throws SQLException, InterruptedException {
        long before = read();
        long sent = new LimitSender(installation, account, underWay).send(tag);
        long end = System.nanoTime() + LONGEST.toNanos();
        while (read() < before + sent) {
            if (System.nanoTime() > end)
                throw new IllegalStateException(
                        "the limit program knows of %d of %d".formatted(read() - before, sent));
            intake.check();
            Thread.sleep(100);
        }
    }

    private long read() throws SQLException {
        return installation.number(
                "SELECT count(*) FROM limit_program.message WHERE read_at IS NOT NULL AND delivered_at IS NOT NULL AND sent_at IS NOT NULL");
    }

    @Override
    public void close() throws IOException, SQLException {
        intake.close();
    }
}
