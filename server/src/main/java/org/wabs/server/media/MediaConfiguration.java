package org.wabs.server.media;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wabs.cloudapi.CloudApi;
import org.wabs.server.account.Senders;
import org.wabs.server.platform.sql.AppDb;
import org.wabs.server.platform.sql.PipelineDb;

@Configuration(proxyBeanMethods = false)
class MediaConfiguration {
    @Bean
    MediaBook mediaBook(AppDb db) {
        return new MediaBook(db);
    }

    @Bean
    StoredFiles storedFiles(PipelineDb db, Clock clock) {
        return new StoredFiles(db, clock);
    }

    @Bean
    MetaMedia metaMedia(PipelineDb db, StoredFiles files, CloudApi meta, Clock clock) {
        return new MetaMedia(db, files, meta, clock);
    }

    @Bean
    HeaderExamples headerExamples(PipelineDb db, StoredFiles files, CloudApi meta) {
        return new HeaderExamples(db, files, meta);
    }

    @Bean
    MediaDownloads mediaDownloads(PipelineDb db, CloudApi meta, Senders senders) {
        return new MediaDownloads(db, new MediaFetch(db, meta, senders));
    }

    @Bean
    Uploads uploads(PipelineDb db, Clock clock) {
        return new Uploads(db, clock);
    }

    @Bean
    Task<Void> unusedUploads(Uploads uploads) {
        return Tasks.recurring("unused-uploads", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((instance, context) -> uploads.removeUnused());
    }

    @Bean
    InboundMedia inboundMedia(PipelineDb db, MediaDownloads downloads) {
        return new InboundMedia(db, downloads);
    }
}
