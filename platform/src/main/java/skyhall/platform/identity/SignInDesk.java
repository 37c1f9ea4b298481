package skyhall.platform.identity;

import java.time.Instant;

/// Checks a person's name and password, and keeps guessers out.
public interface SignInDesk {
    /// Takes about as long for an unknown name as for a wrong password.
    ///
    /// @param personName unique in the installation, compared without regard to case
    /// @param remoteAddress where the attempt comes from, for the audit record and the lockout
    SignInOutcome signIn(String personName, String password, String remoteAddress);

    /// What became of an attempt.
    sealed interface SignInOutcome {
        record SignedIn(Principal principal) implements SignInOutcome {}

        /// Name or password is wrong, or the person is disabled; deliberately not said which.
        record Refused() implements SignInOutcome {}

        /// Too many wrong attempts; nothing was checked.
        record LockedOut(Instant until) implements SignInOutcome {}
    }
}
