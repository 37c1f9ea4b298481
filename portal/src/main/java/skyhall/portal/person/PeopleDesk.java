package skyhall.portal.person;

import java.time.Instant;
import java.util.Optional;
import skyhall.platform.identity.Principal;
import skyhall.platform.identity.PrincipalId;

/// Keeps the people whom sessions stand for. Asked on every request, so its answers may be a second old.
public interface PeopleDesk {
    /// The person as of now, with the rights of now.
    ///
    /// @param signedInAt when the session began
    /// @return empty when the person is gone or disabled, or when sign-ins of that time no longer count,
    ///     because the password was changed since
    Optional<Principal> find(PrincipalId id, Instant signedInAt);

    /// Sets a new password after checking the old one. Wrong attempts count towards the lockout as wrong sign-ins do.
    PasswordChange changePassword(PrincipalId id, String current, String wanted, String remoteAddress);

    /// What became of it.
    sealed interface PasswordChange {
        /// The new password holds. Sessions that began before stop counting.
        record Changed() implements PasswordChange {}

        /// The current password is not right. Nothing was changed.
        record WrongPassword() implements PasswordChange {}

        /// The new one is not good enough. Nothing was changed.
        record Unfit(Reason reason) implements PasswordChange {}

        /// Too many wrong attempts. Nothing was checked.
        record LockedOut(Instant until) implements PasswordChange {}
    }

    /// Why a new password was refused; the portal has a message for each.
    enum Reason {
        TOO_SHORT,
        TOO_LONG,
        TOO_COMMON,
        SAME_AS_BEFORE,
        CONTAINS_NAME
    }
}
