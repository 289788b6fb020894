package org.wabs.server.contact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wabs.server.platform.TemporaryFolder;
import org.wabs.server.platform.job.JobTask;
import org.wabs.server.platform.job.Jobs;
import org.wabs.server.platform.sql.PipelineDb;
import org.wabs.server.platform.tenant.OrganizationId;

/// Reads a stored file from where the last commit left it, a batch at a time. Position and effects
/// of a batch commit together, so being killed costs at most the batch under way.
final class ImportRun implements JobTask.Work {
    static final JobTask TASK =
            new JobTask(
                    "contact-import",
                    "contact_import",
                    "import",
                    "The rows counted here are in; the server's log says what stood in the way. Upload the file again to go on.");

    private static final Logger log = LoggerFactory.getLogger(ImportRun.class);
    private static final int BATCH = 2_000;

    private final PipelineDb db;
    private final Jobs jobs;
    private final ImportRecords imports;
    private final ImportBatch batches;
    private final TemporaryFolder temporary;

    ImportRun(
            PipelineDb db,
            Jobs jobs,
            ImportRecords imports,
            ImportBatch batches,
            TemporaryFolder temporary) {
        this.db = db;
        this.jobs = jobs;
        this.imports = imports;
        this.batches = batches;
        this.temporary = temporary;
    }

    @Override
    public boolean run(OrganizationId organization, UUID id, BooleanSupplier stopping) {
        var found = imports.findUnfinished(organization, id);
        if (found.isEmpty()) return true;
        var source = found.get();
        long lines = source.format().lines();
        jobs.running(organization, id, lines > 1 ? lines - 1 : null);
        try (var rows = source.format().open(StoredFile.of(db, organization, id), temporary)) {
            rows.next(); // the header
            for (long done = 0; done < source.position(); done++) rows.next();
            return readAll(source, rows, stopping);
        } catch (UnreadableFile e) {
            giveUp(organization, id, e.sentence() + " Rows before this point are in.");
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean readAll(ImportRecord source, Rows rows, BooleanSupplier stopping)
            throws IOException, UnreadableFile {
        var parser = new RowParser(source.columns(), source.options());
        long position = source.position();
        while (true) {
            if (stopping.getAsBoolean()) return false;
            var batch = new ArrayList<ParsedRow>(BATCH);
            for (var row = rows.next(); row != null; row = rows.next()) {
                batch.add(parser.parse(row));
                if (batch.size() == BATCH) break;
            }
            if (batch.isEmpty()) break;
            // another node took over while this one was thought dead
            if (!batches.apply(source, position, batch)) return true;
            position += batch.size();
        }
        finish(source, position);
        return true;
    }

    private void finish(ImportRecord source, long position) {
        db.tx()
                .executeWithoutResult(status -> {
                    jobs.running(source.organization(), source.id(), position);
                    jobs.finished(
                            source.organization(), source.id(), Map.of("importId", source.id()));
                    imports.discardFile(source.organization(), source.id());
                });
        log.info("Contacts imported importId={} rows={}", source.id(), position);
    }

    @Override
    public void giveUp(OrganizationId organization, UUID id, String sentence) {
        db.tx()
                .executeWithoutResult(status -> {
                    jobs.failed(organization, id, sentence);
                    imports.discardFile(organization, id);
                });
    }
}
