package org.wabs.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessException;
import org.wabs.server.account.MetaConfig;
import org.wabs.server.contact.ContactSettings;
import org.wabs.server.identity.FirstOwner;
import org.wabs.server.platform.NodeId;
import org.wabs.server.platform.TemporaryFolder;
import org.wabs.server.platform.config.Setting;
import org.wabs.server.platform.config.Settings;
import org.wabs.server.platform.config.StartProblem;
import org.wabs.server.platform.crypto.MasterKey;
import org.wabs.server.platform.sql.Database;
import org.wabs.server.platform.sql.DatabaseAddress;
import org.wabs.server.platform.sql.PipelineDb;

/// The running server: data folder locked, database open, web server listening. Closing it drains
/// and stops everything it started, in reverse order.
public final class WabsServer implements AutoCloseable {
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(WabsServer.class);

    private final DataFolder folder;
    private final Database database;
    private final ConfigurableApplicationContext context;

    private WabsServer(
            DataFolder folder, Database database, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.database = database;
        this.context = context;
    }

    /// @throws StartProblem one clear sentence; whatever had been started is stopped again
    public static WabsServer start(Settings settings) {
        check(settings);
        var folder = DataFolder.open(settings.path(Setting.WABS_DATA));
        try {
            return start(settings, folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /// All mistakes in the settings together, before anything is touched.
    private static void check(Settings settings) {
        look(settings);
        settings.check();
    }

    private static void look(Settings settings) {
        MasterKey.check(settings);
        DatabaseAddress.check(settings);
        MetaConfig.check(settings, Clock.systemUTC());
        ContactSettings.check(settings);
    }

    /// Why a server with these settings would not start, each mistake for itself; nothing is
    /// touched.
    public static List<String> mistakes(Settings settings) {
        look(settings);
        return settings.mistakes();
    }

    private static WabsServer start(Settings settings, DataFolder folder) {
        quietUntilLoggingIsSetUp();
        var key = MasterKey.load(settings, folder.path());
        var database = Database.open(settings, folder.path(), key);
        try {
            return new WabsServer(folder, database, run(settings, folder, key, database));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static void quietUntilLoggingIsSetUp() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        // it warns of every extension that is there already
        ((Logger) LoggerFactory.getLogger("org.flywaydb")).setLevel(Level.ERROR);
    }

    private static ConfigurableApplicationContext run(
            Settings settings, DataFolder folder, MasterKey key, Database database) {
        var application = new SpringApplication(ServerApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(properties(settings, folder));
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(Settings.class, () -> settings);
            beans.registerBean(MasterKey.class, () -> key);
            beans.registerBean(
                    Database.class,
                    () -> database,
                    definition -> definition.setDestroyMethodName(""));
            beans.registerBean(NodeId.class, folder::nodeId);
            beans.registerBean(TemporaryFolder.class, folder::temporary);
        });
        try {
            var context = application.run();
            // not before: only now does the log go where it should
            settings.warnings().forEach(log::warn);
            return context;
        } catch (RuntimeException e) { // whatever Spring wraps a start problem in
            throw startProblem(settings, e);
        }
    }

    private static RuntimeException startProblem(Settings settings, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartProblem problem) return problem;
            if (cause instanceof PortInUseException || cause instanceof BindException) {
                return new StartProblem(
                        "Port "
                                + settings.text(Setting.WABS_PORT)
                                + " of "
                                + settings.text(Setting.WABS_ADDRESS)
                                + " is in use by another program; stop it, or choose another port (WABS_PORT).",
                        failure);
            }
        }
        log.error("The server does not start", failure);
        return failure;
    }

    private static Map<String, Object> properties(Settings settings, DataFolder folder) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("server.address", settings.text(Setting.WABS_ADDRESS));
        properties.put("server.port", settings.number(Setting.WABS_PORT));
        properties.put("logging.file.name", folder.path().resolve("logs/wabs.log").toString());
        // uploads too large for memory go there as well
        properties.put(
                "server.tomcat.basedir", folder.temporary().path().resolve("tomcat").toString());
        if (!settings.flag(Setting.WABS_LOG_CONSOLE))
            properties.put("logging.threshold.console", "OFF");
        return properties;
    }

    /// Where it listens, such as `http://127.0.0.1:8080`.
    public URI url() {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        if (server == null) throw new IllegalStateException("the web server has been stopped");
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /// Empty when there was an organization already.
    public Optional<FirstOwner.FirstStart> firstStart() {
        return context.getBean(FirstOwner.class).firstStart();
    }

    /// Messages handed to Meta whose answer is still awaited; 0 when the database does not tell.
    public long messagesUnderWay() {
        try {
            return context.getBean(PipelineDb.class)
                    .sql()
                    .sql("SELECT count(*) FROM in_flight WHERE doubt_since IS NULL")
                    .query(Long.class)
                    .single();
        } catch (DataAccessException e) {
            return 0;
        }
    }

    /// For tests that listen in.
    ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
        database.close();
        folder.close();
    }
}
