package skyhall.portal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import skyhall.platform.database.Database;
import skyhall.platform.identity.SignInDesk;
import skyhall.platform.settings.Settings;
import skyhall.portal.asset.AssetFilter;
import skyhall.portal.asset.Assets;
import skyhall.portal.edge.ForwardedFilter;
import skyhall.portal.edge.RequestFilter;
import skyhall.portal.edge.SecurityHeaders;
import skyhall.portal.failure.FailureFilter;
import skyhall.portal.failure.NoRoute;
import skyhall.portal.home.AccountPage;
import skyhall.portal.home.HomePage;
import skyhall.portal.language.Messages;
import skyhall.portal.page.Frame;
import skyhall.portal.person.PeopleDesk;
import skyhall.portal.signin.SessionPeople;
import skyhall.portal.signin.SessionStore;
import skyhall.portal.signin.SignIn;

/// The running portal: one Jetty with our filters and one Spring dispatcher, put together by hand in this class.
///
/// A request passes, in this order: id and log, true address, strict headers, failures, assets, session, security,
/// routes. What stands before the session works without the database.
public final class Portal {
    private static final Logger LOG = LoggerFactory.getLogger(Portal.class);

    private final PortalBuilder parts;
    private final Frame frame;
    private final SessionStore sessions;
    private final SignIn signIn;
    private final RouterFunction<ServerResponse> routes;
    private @Nullable WebServer server;

    Portal(PortalBuilder parts) {
        this.parts = parts;
        this.frame = new Frame(Messages.read(parts.messages), new Assets(parts.assets), parts.sections, parts.zones);
        this.sessions = new SessionStore(parts.database, parts.settings.get(PortalSettings.SESSION_IDLE));
        SessionPeople sessionPeople =
                new SessionPeople(parts.peopleDesk, parts.clock, parts.settings.get(PortalSettings.SESSION_ABSOLUTE));
        this.signIn = new SignIn(sessions, sessionPeople, parts.signInDesk, parts.clock, parts.random);
        this.routes = allRoutes(new AccountPage(parts.peopleDesk, sessions, sessionPeople));
    }

    /// Begins a portal over a database whose schema `portal` is migrated.
    public static PortalBuilder builder(
            Settings settings, Database database, SignInDesk signInDesk, PeopleDesk peopleDesk) {
        return new PortalBuilder(settings, database, signInDesk, peopleDesk);
    }

    /// Listens from now on.
    public void start() {
        long startNanos = System.nanoTime();
        GenericWebApplicationContext context = new GenericWebApplicationContext();
        WebServer started = JettyHouse.build(parts.settings, parts.tls, servlets -> furnish(servlets, context));
        started.start();
        server = started;
        LOG.atInfo()
                .addKeyValue("port", started.getPort())
                .addKeyValue("millis", (System.nanoTime() - startNanos) / 1_000_000)
                .log("portal started");
    }

    /// The port that it listens on.
    public int port() {
        if (server == null) {
            throw new IllegalStateException("the portal is not started");
        }
        return server.getPort();
    }

    /// Takes no new request and waits for those under way, `patience` at most. Only [#stop()] may follow.
    public void drain(Duration patience) {
        WebServer draining = server;
        try {
            if (draining != null) {
                JettyHouse.drain(draining, patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends at once; requests under way are cut off unless [#drain] let them finish.
    public void stop() {
        WebServer stopping = server;
        server = null;
        try {
            if (stopping != null) {
                stopping.stop();
                stopping.destroy();
            }
        } finally {
            sessions.close();
        }
    }

    private RouterFunction<ServerResponse> allRoutes(AccountPage account) {
        List<RouterFunction<ServerResponse>> all = new ArrayList<>();
        all.add(signIn.routes());
        all.add(HomePage.routes());
        all.add(account.routes());
        all.addAll(parts.routes);
        RouterFunction<ServerResponse> known =
                all.stream().reduce(RouterFunction::and).orElseThrow();
        return known.and(new NoRoute(known));
    }

    private void furnish(ServletContext servlets, GenericWebApplicationContext context) {
        context.setServletContext(servlets);
        context.registerBean(RouterFunctionMapping.class, () -> new RouterFunctionMapping(routes));
        context.registerBean(HandlerFunctionAdapter.class, HandlerFunctionAdapter::new);
        context.registerBean(HandlerExceptionResolver.class, FailureFilter::resolver);
        context.registerBean(
                DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME,
                StandardServletMultipartResolver.class,
                Portal::multipartResolver);
        context.refresh();
        filters(context).forEach((name, filter) -> servlets.addFilter(name, filter)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/*"));
        ServletRegistration.Dynamic dispatcher = servlets.addServlet("pages", new DispatcherServlet(context));
        dispatcher.addMapping("/");
        dispatcher.setAsyncSupported(true);
        dispatcher.setLoadOnStartup(1);
        dispatcher.setMultipartConfig(multipart());
    }

    private Map<String, Filter> filters(GenericWebApplicationContext context) {
        List<String> open = new ArrayList<>(List.of("/sign-in", "/language/*"));
        open.addAll(parts.openPaths);
        parts.programPaths.forEach(prefix -> open.add(prefix + "**"));
        Map<String, Filter> filters = new LinkedHashMap<>();
        filters.put("request", new RequestFilter(frame, parts.random));
        filters.put("forwarded", new ForwardedFilter(parts.settings.get(PortalSettings.TRUSTED_PROXIES)));
        filters.put("headers", SecurityHeaders.filter());
        filters.put("failure", new FailureFilter());
        filters.put("asset", new AssetFilter(frame.assets()));
        filters.put("session", signIn.sessionFilter());
        filters.put("security", signIn.securityFilter(context, open, parts.programPaths, parts.sections));
        return filters;
    }

    /// Reads a form with files only when its handler asks for parts, so that a handler may as well
    /// take the body as it comes.
    private static StandardServletMultipartResolver multipartResolver() {
        StandardServletMultipartResolver resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }

    private MultipartConfigElement multipart() {
        long uploadBytes = parts.settings.get(PortalSettings.UPLOAD_BYTES);
        int inMemoryBytes = 64 * 1024;
        return new MultipartConfigElement("", uploadBytes, uploadBytes, inMemoryBytes);
    }
}
