package skyhall.portal.signin;

import java.time.Instant;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import skyhall.platform.identity.SignInDesk;
import skyhall.platform.identity.SignInDesk.SignInOutcome;

/// Lets Spring Security ask our desk.
final class DeskProvider implements AuthenticationProvider {
    private final SignInDesk desk;

    DeskProvider(SignInDesk desk) {
        this.desk = desk;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String password = attempt.getCredentials() instanceof String text ? text : "";
        String address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        return switch (desk.signIn(attempt.getName(), password, address)) {
            case SignInOutcome.SignedIn(var principal) -> new SignedIn(principal);
            case SignInOutcome.Refused _ -> throw new BadCredentialsException("refused");
            case SignInOutcome.LockedOut(var until) -> throw new LockedOutException(until);
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /// Spring's word for it, with the time when it ends.
    static final class LockedOutException extends LockedException {
        private final transient Instant until;

        LockedOutException(Instant until) {
            super("locked out");
            this.until = until;
        }

        Instant until() {
            return until;
        }
    }
}
