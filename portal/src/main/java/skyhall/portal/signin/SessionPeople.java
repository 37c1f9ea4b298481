package skyhall.portal.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.PrincipalId;
import skyhall.portal.person.PeopleDesk;

/// Remembers in the session who signed in and when, and asks on every request who that is now: a person who was
/// disabled, or who lost a right, loses it with the next click.
public final class SessionPeople implements SecurityContextRepository {
    private static final String PERSON = "skyhall.person";
    private static final String SINCE = "skyhall.since";

    private final PeopleDesk people;
    private final InstantSource clock;
    private final Duration absolute;

    /// @param absolute how long a session may live however busy it is
    public SessionPeople(PeopleDesk people, InstantSource clock, Duration absolute) {
        this.people = people;
        this.clock = clock;
        this.absolute = absolute;
    }

    /// Lets the session count as begun now, for a person who has just proved the password again.
    public void renew(HttpSession session) {
        session.setAttribute(SINCE, clock.instant().toString());
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it; the default of loadDeferredContext calls it
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof SignedIn signedIn) {
            PrincipalId id = signedIn.getPrincipal().id();
            HttpSession session = request.getSession(true);
            session.setAttribute(PERSON, SessionStore.indexName(id));
            session.setAttribute(
                    FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, SessionStore.indexName(id));
            renew(session);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(PERSON) != null;
    }

    private SecurityContext load(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(PERSON) instanceof String number)) {
            return new SecurityContextImpl();
        }
        Optional<Principal> person = find(session, new PrincipalId(Long.parseLong(number)));
        if (person.isEmpty()) {
            session.invalidate();
            return new SecurityContextImpl();
        }
        return new SecurityContextImpl(new SignedIn(person.get()));
    }

    private Optional<Principal> find(HttpSession session, PrincipalId id) {
        Instant since = session.getAttribute(SINCE) instanceof String text ? Instant.parse(text) : Instant.MIN;
        return clock.instant().isBefore(since.plus(absolute)) ? people.find(id, since) : Optional.empty();
    }
}
