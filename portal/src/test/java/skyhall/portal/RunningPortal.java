package skyhall.portal;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.database.Database;
import skyhall.platform.database.TestDatabase;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;
import skyhall.platform.settings.Settings;
import skyhall.portal.fault.PortalFault;
import skyhall.portal.page.PortalSection;

/// A portal on a free port with a database of its own, two people and a guest module: `lin` may use `/objects` and
/// `/bills`, `wu` nothing. Its clock stands still until it is told to move.
final class RunningPortal implements AutoCloseable {
    final Database database;
    final MovingClock clock = new MovingClock();
    final StrictDesk desk = new StrictDesk(clock);
    private final Map<String, String> settings = new HashMap<>(Map.of("SKYHALL_PORTAL_PORT", "0"));
    private final UnaryOperator<PortalBuilder> more;
    private Portal portal;

    private RunningPortal(Database database, Map<String, String> settings, UnaryOperator<PortalBuilder> more) {
        this.database = database;
        this.more = more;
        this.settings.putAll(settings);
        desk.with("lin", "Lin Yue").with("wu", "Wu <b>Min</b>");
        portal = build();
    }

    static RunningPortal start() {
        return with(Map.of());
    }

    /// With settings as the environment would give them.
    static RunningPortal with(Map<String, String> settings) {
        return with(settings, UnaryOperator.identity());
    }

    static RunningPortal with(Map<String, String> settings, UnaryOperator<PortalBuilder> more) {
        return over(TestDatabase.fresh("portal"), settings, more);
    }

    private static RunningPortal over(
            Database database, Map<String, String> settings, UnaryOperator<PortalBuilder> more) {
        RunningPortal running = new RunningPortal(database, settings, more);
        running.portal.start();
        return running;
    }

    /// Stops this portal and starts another over the same database and people.
    void restart() {
        portal.stop();
        portal = build();
        portal.start();
    }

    String address() {
        return "http://127.0.0.1:" + portal.port();
    }

    int port() {
        return portal.port();
    }

    TestBrowser browser() {
        return new TestBrowser(this::address);
    }

    @Override
    public void close() {
        portal.stop();
    }

    private Portal build() {
        Settings loaded = Settings.load(Path.of("/nonexistent/skyhall.conf"), settings, PortalSettings.ALL);
        return more.apply(Portal.builder(loaded, database, desk, desk)
                        .clock((InstantSource) clock)
                        .section(section("objects"))
                        .section(section("bills"))
                        .messages("skyhall/portal/guest/messages")
                        .openPath("/open/**")
                        .routes(Gallery.routes())
                        .routes(troubles()))
                .build();
    }

    private static PortalSection section(String name) {
        return new PortalSection(
                "guest." + name + ".name",
                "guest." + name + ".summary",
                "/" + name,
                "M4 4h16v16H4Z",
                person -> person.name().equals("lin"));
    }

    private static org.springframework.web.servlet.function.RouterFunction<ServerResponse> troubles() {
        return RouterFunctions.route()
                .GET("/open/hello", _ -> ServerResponse.ok().body("hello"))
                .GET("/open/address", request -> ServerResponse.ok()
                        .body(request.servletRequest().getRemoteAddr() + " "
                                + request.servletRequest().isSecure()))
                .POST("/open/post", request -> ServerResponse.ok()
                        .body("got " + request.param("word").orElse("")))
                .POST("/open/upload", request -> ServerResponse.ok()
                        .body("got "
                                + Objects.requireNonNull(request.multipartData().getFirst("file"))
                                        .getSize()))
                .GET("/open/broken", _ -> {
                    throw new IllegalStateException("the secret of the house is 4711");
                })
                .GET("/open/gone", _ -> {
                    throw new FaultException(PlatformFault.DATABASE_GONE, "");
                })
                .GET("/open/many", _ -> {
                    throw new FaultException(PortalFault.TOO_MANY_REQUESTS, "");
                })
                .GET("/open/detail", _ -> {
                    throw new FaultException(PortalFault.NOT_ALLOWED, "The folder <plans> is closed.");
                })
                .build();
    }
}
