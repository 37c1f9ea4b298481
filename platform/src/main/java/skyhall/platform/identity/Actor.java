package skyhall.platform.identity;

import java.util.Optional;

/// Who makes a change, for the journal and for the rules about operators.
///
/// @param text what the journal shows: an ARN, or the name of a part of the machine
/// @param principal empty for whoever owns the machine: its console, the bootstrap file
public record Actor(String text, Optional<PrincipalId> principal) {
    /// The command line on the server's own machine.
    public static final Actor CONSOLE = new Actor("console", Optional.empty());

    /// The bootstrap file.
    public static final Actor BOOTSTRAP = new Actor("bootstrap", Optional.empty());

    /// The server itself, at its first start.
    public static final Actor FIRST_START = new Actor("first-start", Optional.empty());

    public static Actor of(Principal principal) {
        return new Actor(principal.arn(), Optional.of(principal.id()));
    }
}
