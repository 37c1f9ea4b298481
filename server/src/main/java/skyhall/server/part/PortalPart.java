package skyhall.server.part;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import skyhall.platform.identity.Identity;
import skyhall.platform.settings.Settings;
import skyhall.portal.Portal;
import skyhall.portal.PortalBuilder;
import skyhall.portal.PortalSettings;
import skyhall.server.people.PeopleOfIdentity;

/// The portal with the pages of all modules, on its own connector.
public final class PortalPart implements Part {
    private final Settings settings;
    private final DatabasePart database;
    private final PlatformPart platform;
    private final Optional<SslContextFactory.Server> tls;
    private final InstantSource clock;
    private final Consumer<PortalBuilder> modules;
    private @Nullable Portal portal;

    /// @param modules adds the sections, routes, messages and assets of every module; called at the
    ///     start
    public PortalPart(
            Settings settings,
            DatabasePart database,
            PlatformPart platform,
            Optional<SslContextFactory.Server> tls,
            InstantSource clock,
            Consumer<PortalBuilder> modules) {
        this.settings = settings;
        this.database = database;
        this.platform = platform;
        this.tls = tls;
        this.clock = clock;
        this.modules = modules;
    }

    @Override
    public String name() {
        return "portal";
    }

    @Override
    public void start() {
        Identity identity = platform.services().identity();
        PortalBuilder builder = Portal.builder(
                        settings, database.database(), identity.signInDesk(), new PeopleOfIdentity(identity))
                .clock(clock);
        tls.ifPresent(builder::tls);
        modules.accept(builder);
        Portal built = builder.build();
        built.start();
        portal = built;
    }

    /// The port that it listens on; only between start and stop.
    public int port() {
        if (portal == null) {
            throw new IllegalStateException("the portal is not started");
        }
        return portal.port();
    }

    @Override
    public void drain(Duration patience) {
        if (portal != null) {
            portal.drain(patience);
        }
    }

    @Override
    public void stop() {
        if (portal != null) {
            portal.stop();
        }
    }

    @Override
    public List<String> banner() {
        return List.of("Console: " + address());
    }

    /// Where a browser on this machine finds it. Only between start and stop.
    public URI address() {
        InetAddress bound = settings.get(PortalSettings.ADDRESS);
        InetAddress shown = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        String host = shown instanceof Inet6Address ? "[" + shown.getHostAddress() + "]" : shown.getHostAddress();
        return URI.create((tls.isPresent() ? "https://" : "http://") + host + ":" + port() + "/");
    }
}
