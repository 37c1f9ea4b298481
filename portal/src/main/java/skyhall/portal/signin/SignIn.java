package skyhall.portal.signin;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.SignInDesk;
import skyhall.portal.failure.FailurePages;
import skyhall.portal.fault.PortalFault;
import skyhall.portal.page.PortalSection;

/// The filters and the page of signing in, built by hand from Spring Security's parts: no annotation, no scan.
public final class SignIn {
    /// The cookie that holds the session's id.
    public static final String COOKIE = "skyhall_session";

    private final SessionStore sessions;
    private final SessionPeople people;
    private final SignInDesk desk;
    private final SignInPage page;
    private final SecureRandom random;

    public SignIn(
            SessionStore sessions, SessionPeople people, SignInDesk desk, InstantSource clock, SecureRandom random) {
        this.sessions = sessions;
        this.people = people;
        this.desk = desk;
        this.page = new SignInPage(clock);
        this.random = random;
    }

    /// The sign-in page.
    public RouterFunction<ServerResponse> routes() {
        return page.routes();
    }

    /// Finds the session of a request in the database.
    public Filter sessionFilter() {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(COOKIE);
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookie);
        SessionRepositoryFilter<?> filter = new SessionRepositoryFilter<>(sessions.repository());
        filter.setHttpSessionIdResolver(resolver);
        return filter;
    }

    /// Decides who may come in.
    ///
    /// @param openPaths path patterns that need no sign-in
    /// @param programPaths beginnings of the addresses where a bearer token stands in for a form token
    /// @param sections closed to whom they are not visible
    public Filter securityFilter(
            ApplicationContext context,
            List<String> openPaths,
            List<String> programPaths,
            List<PortalSection> sections) {
        HashMap<Class<?>, Object> shared = new HashMap<>();
        shared.put(ApplicationContext.class, context);
        shared.put(PathPatternRequestMatcher.Builder.class, PathPatternRequestMatcher.withDefaults());
        ObjectPostProcessor<Object> ready = new Initialiser(context);
        AuthenticationManagerBuilder authentication = new AuthenticationManagerBuilder(ready);
        authentication.parentAuthenticationManager(new ProviderManager(new DeskProvider(desk)));
        HttpSecurity http = new HttpSecurity(ready, authentication, shared);
        SecurityFilterChain chain = configure(http, openPaths, programPaths, sections);
        FilterChainProxy proxy = new FilterChainProxy(chain);
        proxy.setRequestRejectedHandler(
                (request, response, _) -> FailurePages.write(request, response, PortalFault.REQUEST_MALFORMED, ""));
        return proxy;
    }

    private SecurityFilterChain configure(
            HttpSecurity http, List<String> openPaths, List<String> programPaths, List<PortalSection> sections) {
        http.securityContext(security -> security.securityContextRepository(people))
                .headers(headers -> headers.defaultsDisabled().cacheControl(_ -> {}))
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens(random))
                        .csrfTokenRequestHandler(new FormTokenReader())
                        .ignoringRequestMatchers(request -> isProgram(request, programPaths)))
                .requestCache(RequestCacheConfigurer::disable)
                .anonymous(_ -> {})
                .servletApi(_ -> {})
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession()))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, _) -> Doorkeeper.askToSignIn(request, response))
                        .accessDeniedHandler(Doorkeeper::refuse))
                .authorizeHttpRequests(paths -> paths.requestMatchers(openPaths.toArray(String[]::new))
                        .permitAll()
                        .anyRequest()
                        .access((who, where) -> new AuthorizationDecision(
                                mayEnter(who.get(), where.getRequest().getRequestURI(), sections))));
        signInAndOut(http);
        return http.build();
    }

    private void signInAndOut(HttpSecurity http) {
        http.formLogin(form -> form.loginPage(SignInPage.PATH)
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .successHandler((request, response, _) -> page.welcome(request, response))
                        .failureHandler(page::refuse))
                .logout(out ->
                        out.logoutUrl("/sign-out").deleteCookies(COOKIE).logoutSuccessUrl("/sign-in?signed-out"));
    }

    private static boolean isProgram(HttpServletRequest request, List<String> programPaths) {
        String credentials = request.getHeader("Authorization");
        return credentials != null
                && credentials.regionMatches(true, 0, "Bearer ", 0, 7)
                && programPaths.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    private static boolean mayEnter(Authentication who, String address, List<PortalSection> sections) {
        return who.getPrincipal() instanceof Principal person
                && sections.stream().filter(section -> section.holds(address)).allMatch(section -> section.visibleFor()
                        .test(person));
    }

    /// Calls the life-cycle methods that Spring would call on beans of its own; several filters need them.
    private record Initialiser(ApplicationContext context) implements ObjectPostProcessor<Object> {
        @Override
        @SuppressWarnings("unchecked") // no bean post-processor is registered that could change the class
        public <O> O postProcess(O object) {
            return (O) context.getAutowireCapableBeanFactory()
                    .initializeBean(object, object.getClass().getName());
        }
    }
}
