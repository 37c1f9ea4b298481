package skyhall.portal.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import skyhall.platform.identity.Principal;

/// Spring Security's word for a person whose password was checked. Rights are [Principal#policies], never Spring's
/// authorities.
@SuppressWarnings("serial") // it lives for one request; sessions keep text
final class SignedIn extends AbstractAuthenticationToken {
    private final transient Principal person;

    SignedIn(Principal person) {
        super(List.of());
        this.person = person;
        setAuthenticated(true);
    }

    @Override
    public Principal getPrincipal() {
        return person;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return person.name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn signedIn && signedIn.person.equals(person);
    }

    @Override
    public int hashCode() {
        return person.hashCode();
    }
}
