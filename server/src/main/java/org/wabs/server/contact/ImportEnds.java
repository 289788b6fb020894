package org.wabs.server.contact;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.wabs.server.audit.Audit;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.problem.ProblemException;
import org.wabs.server.platform.problem.ProblemType;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Stops an import that runs, and takes back one that ended.
final class ImportEnds {
    private final AppDb app;
    private final PipelineDb pipeline;
    private final Jobs jobs;
    private final ImportReports reports;
    private final ImportRecords imports;
    private final BulkBook bulk;
    private final Audit audit;

    ImportEnds(
            AppDb app,
            PipelineDb pipeline,
            Jobs jobs,
            ImportReports reports,
            ImportRecords imports,
            BulkBook bulk,
            Audit audit) {
        this.app = app;
        this.pipeline = pipeline;
        this.jobs = jobs;
        this.reports = reports;
        this.imports = imports;
        this.bulk = bulk;
        this.audit = audit;
    }

    /// Rows up to here stay; the batch under way is not taken in.
    ///
    /// @throws ProblemException when it has ended
    void cancel(OrganizationId organization, UUID id) {
        var state = reports.get(id).job().state();
        boolean stopped =
                Objects.requireNonNull(
                        pipeline.tx()
                                .execute(status -> {
                                    if (!jobs.cancelled(organization, id)) return false;
                                    imports.discardFile(organization, id);
                                    told("contacts.import-stopped", id);
                                    return true;
                                }));
        if (!stopped)
            throw new ProblemException(
                    ProblemType.CONFLICT, "This import has ended already: " + state + ".");
    }

    /// Removes the people whom it added and nobody exchanged a message with since, and the tags
    /// that it gave. What it changed of people who were there before stays.
    ///
    /// @return the job
    /// @throws ProblemException while it runs, and for a dry run
    UUID undo(UUID id, UUID user) {
        var report = reports.get(id);
        boolean ended =
                switch (report.job().state()) {
                    case QUEUED, RUNNING -> false;
                    case DONE, FAILED, CANCELLED -> true;
                };
        if (!ended)
            throw new ProblemException(
                    ProblemType.CONFLICT, "This import still runs. Cancel it first.");
        if (report.dryRun())
            throw new ProblemException(
                    ProblemType.CONFLICT, "This was a dry run: there is nothing to take back.");
        var job =
                Objects.requireNonNull(
                        app.tx()
                                .execute(status -> {
                                    told("contacts.import-undone", id);
                                    return bulk.store(
                                            BulkAction.undoImport(), BulkPeople.ofImport(id), user);
                                }));
        bulk.begin(job);
        return job;
    }

    private void told(String action, UUID id) {
        audit.record(action, "import", id.toString(), Map.of());
    }
}
