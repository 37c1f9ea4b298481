package skyhall.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import skyhall.platform.settings.Settings;
import skyhall.server.settings.ServerSettings;
import skyhall.server.settings.ServerSettings.LogForm;

/// Sets the log up from the settings, in code: no other file on the class path has a say.
public final class Logging {
    private static final int MOST_FILES = 20; // FixedWindowRollingPolicy renames them all at each roll

    private Logging() {}

    /// Replaces whatever was set up before. Spring Boot is kept from setting it up again by a system
    /// property.
    public static void setUp(Settings settings, Path dataDirectory) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        level(context, Level.valueOf(settings.get(ServerSettings.LOG_LEVEL).name()));
        LogForm form = settings.get(ServerSettings.LOG_CONSOLE);
        if (form != LogForm.OFF) {
            root.addAppender(console(context, form == LogForm.JSON ? json(context) : text(context)));
        }
        int files = Math.clamp(settings.get(ServerSettings.LOG_FILES), 0, MOST_FILES);
        if (files > 0) {
            root.addAppender(
                    files(context, dataDirectory.resolve("logs"), files, settings.get(ServerSettings.LOG_FILE_SIZE)));
        }
    }

    /// Our own code logs from `level` upwards. Libraries say nothing below INFO whatever the level: a web
    /// server's details hold every header with its token, cookie or signature.
    public static void level(LoggerContext context, Level level) {
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .setLevel(level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO);
        context.getLogger("skyhall").setLevel(level);
    }

    /// Only warnings and errors, as text on standard error; for commands that print their answer.
    public static void quiet() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        ConsoleAppender<ILoggingEvent> console = console(context, text(context));
        console.stop();
        console.setTarget("System.err");
        console.start();
        root.addAppender(console);
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setEncoder(encoder);
        console.start();
        return console;
    }

    private static Appender<ILoggingEvent> files(LoggerContext context, Path folder, int count, long sizeBytes) {
        RollingFileAppender<ILoggingEvent> files = new RollingFileAppender<>();
        files.setContext(context);
        files.setName("files");
        files.setFile(folder.resolve("skyhall.log").toString());
        files.setEncoder(json(context));
        files.setRollingPolicy(window(context, folder, count, files));
        files.setTriggeringPolicy(bySize(context, sizeBytes));
        files.start();
        return files;
    }

    private static FixedWindowRollingPolicy window(
            LoggerContext context, Path folder, int count, RollingFileAppender<ILoggingEvent> parent) {
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(parent);
        window.setFileNamePattern(folder.resolve("skyhall.%i.log").toString());
        window.setMinIndex(1);
        window.setMaxIndex(count);
        window.start();
        return window;
    }

    private static SizeBasedTriggeringPolicy<ILoggingEvent> bySize(LoggerContext context, long sizeBytes) {
        SizeBasedTriggeringPolicy<ILoggingEvent> bySize = new SizeBasedTriggeringPolicy<>();
        bySize.setContext(context);
        bySize.setMaxFileSize(new FileSize(sizeBytes));
        bySize.setCheckIncrement(Duration.buildByMilliseconds(100)); // by default a minute of lines may overshoot
        bySize.start();
        return bySize;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonLineEncoder encoder = new JsonLineEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %-28logger{28} %X{request:--} %msg%n%ex{short}");
        encoder.start();
        return encoder;
    }
}
