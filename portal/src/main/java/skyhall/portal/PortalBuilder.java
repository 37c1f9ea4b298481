package skyhall.portal;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.database.Database;
import skyhall.platform.identity.SignInDesk;
import skyhall.platform.settings.Settings;
import skyhall.portal.page.PortalSection;
import skyhall.portal.page.ZoneFinder;
import skyhall.portal.person.PeopleDesk;

/// Gathers what a [Portal] is made of. `server` uses it, in the order in which modules shall appear.
public final class PortalBuilder {
    final Settings settings;
    final Database database;
    final SignInDesk signInDesk;
    final PeopleDesk peopleDesk;
    final List<PortalSection> sections = new ArrayList<>();
    final List<RouterFunction<ServerResponse>> routes = new ArrayList<>();
    final List<String> messages = new ArrayList<>(List.of("skyhall/portal/messages"));
    final List<String> assets = new ArrayList<>();
    final List<String> openPaths = new ArrayList<>();
    final List<String> programPaths = new ArrayList<>();
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    ZoneFinder zones;
    Optional<SslContextFactory.Server> tls = Optional.empty();

    PortalBuilder(Settings settings, Database database, SignInDesk signInDesk, PeopleDesk peopleDesk) {
        this.settings = settings;
        this.database = database;
        this.signInDesk = signInDesk;
        this.peopleDesk = peopleDesk;
        ZoneId zone = settings.get(PortalSettings.TIME_ZONE);
        this.zones = _ -> zone;
    }

    /// Adds a service to the navigation and the home page.
    public PortalBuilder section(PortalSection section) {
        sections.add(section);
        return this;
    }

    /// Adds a module's pages. All of them need a person who has signed in, but those of [#openPath].
    public PortalBuilder routes(RouterFunction<ServerResponse> moduleRoutes) {
        routes.add(moduleRoutes);
        return this;
    }

    /// Adds a module's message files: `skyhall/storage/messages` for `..._en.properties` and `..._zh.properties`.
    public PortalBuilder messages(String bundle) {
        messages.add(bundle);
        return this;
    }

    /// Adds a style sheet, script or image of the class path. Every page links all style sheets and scripts.
    public PortalBuilder asset(String resource) {
        assets.add(resource);
        return this;
    }

    /// Opens addresses to visitors who have not signed in; `/pay/**` opens all below `/pay`.
    public PortalBuilder openPath(String pattern) {
        openPaths.add(pattern);
        return this;
    }

    /// Opens the addresses that begin with `prefix` to programs: their handlers check credentials themselves. A request
    /// that shows a bearer token there needs no form token, because no browser adds that header by itself.
    public PortalBuilder programPath(String prefix) {
        programPaths.add(prefix);
        return this;
    }

    /// Takes another clock than the system's.
    public PortalBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /// Knows in which time zone an organisation reads times; without it, the setting holds for all.
    public PortalBuilder zones(ZoneFinder finder) {
        zones = finder;
        return this;
    }

    /// Speaks TLS with these certificates instead of plain HTTP. The caller keeps the factory and may reload it.
    public PortalBuilder tls(SslContextFactory.Server certificates) {
        tls = Optional.of(certificates);
        return this;
    }

    /// A portal that is ready to be started.
    ///
    /// @throws IllegalStateException when a bundle or an asset is missing or has a key or a name twice
    public Portal build() {
        return new Portal(this);
    }
}
